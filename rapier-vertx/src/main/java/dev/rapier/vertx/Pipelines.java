package dev.rapier.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;

/** Puts the handlers of our protocols where Vert.x has its own socket handler. */
final class Pipelines {
    private static final String VERTX_HANDLER = "handler";

    private Pipelines() {}

    static void open(IoLoop loop, Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(VERTX_HANDLER);
        http1(loop, channel);
    }

    static void http1(IoLoop loop, Channel channel) {
        var connection = new Http1Connection(loop, channel, "http");
        channel.pipeline().addLast(new StrictRequestDecoder(loop.settings())).addLast(connection);
        loop.opened(connection);
    }
}
