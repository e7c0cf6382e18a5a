package dev.rapier.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;

/**
 * Puts the handlers of our protocols where Vert.x has its own socket handler. For TLS the protocol will be what ALPN
 * agreed on, and no sniffer is needed.
 */
final class Pipelines {
    private static final String VERTX_HANDLER = "handler";
    private static final String DECODER = "decoder";
    private static final String HTTP1 = "http1";

    private Pipelines() {}

    /** HTTP/1, or HTTP/2 if the client begins with it or asks for it. */
    static void open(IoLoop loop, Channel channel) {
        var connection = new Http1Connection(loop, channel, "http");
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(VERTX_HANDLER);
        pipeline.addLast(new ProtocolSniffer(loop, connection));
        pipeline.addLast(DECODER, new StrictRequestDecoder(loop.settings()));
        pipeline.addLast(HTTP1, connection);
        loop.opened(connection);
    }

    /** Puts HTTP/2 in the place of HTTP/1; bytes that the decoder has read ahead go to HTTP/2. */
    static Http2Connection toHttp2(IoLoop loop, Channel channel, Http1Connection http1) {
        Http2Connection connection = Http2Connection.of(loop, channel, "http");
        ChannelPipeline pipeline = channel.pipeline();
        loop.closed(http1);
        loop.opened(connection);
        pipeline.addLast(connection);
        pipeline.remove(HTTP1);
        pipeline.remove(DECODER);
        return connection;
    }
}
