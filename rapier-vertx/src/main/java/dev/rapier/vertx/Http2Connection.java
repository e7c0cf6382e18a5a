package dev.rapier.vertx;

import dev.rapier.web.engine.EngineSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/2: Netty reads and writes the frames and guards against floods, this looks after deadlines, the end
 * of streams and of the connection. All state is owned by the event loop.
 */
final class Http2Connection extends Http2ConnectionHandler implements Connection {
    private static final int MAX_STREAMS = 100;
    private static final int STREAM_WINDOW = 64 << 10;
    private static final int CONNECTION_WINDOW = 1 << 20;
    private static final int MAX_CONTINUATIONS = 16;
    private static final int MAX_RESETS = 100;
    private static final int RESET_SECONDS = 30;

    private final IoLoop loop;
    private final Channel channel;
    private final OutboundWatch outbound;
    private final Http2Requests requests;
    private boolean reading;
    private boolean draining;
    /** The tick since which there has been no stream. */
    private int quietSince;

    private final int born;

    private Http2Connection(
            IoLoop loop,
            Channel channel,
            String scheme,
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings) {
        // Closing the channel means closing it; GOAWAY is ours to send.
        super(decoder, encoder, settings, true);
        this.loop = loop;
        this.channel = channel;
        outbound = new OutboundWatch(channel, loop.limits().stallTicks());
        requests = new Http2Requests(loop, this, scheme, (InetSocketAddress) channel.remoteAddress());
        born = loop.now();
        quietSince = born;
        decoder.frameListener(requests);
        connection().addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamClosed(Http2Stream stream) {
                streamClosed(stream);
            }
        });
    }

    static Http2Connection of(IoLoop loop, Channel channel, String scheme) {
        return new Builder(loop, channel, scheme).build();
    }

    private static final class Builder extends AbstractHttp2ConnectionHandlerBuilder<Http2Connection, Builder> {
        private final IoLoop loop;
        private final Channel channel;
        private final String scheme;

        Builder(IoLoop loop, Channel channel, String scheme) {
            this.loop = loop;
            this.channel = channel;
            this.scheme = scheme;
            EngineSettings settings = loop.settings();
            server(true);
            validateRequiredPseudoHeaders(true);
            initialSettings(Http2Settings.defaultSettings()
                    .maxConcurrentStreams(MAX_STREAMS)
                    .initialWindowSize(STREAM_WINDOW)
                    .maxHeaderListSize(settings.maxHeaderBytes()));
            decoderEnforceMaxSmallContinuationFrames(MAX_CONTINUATIONS);
            decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS);
            encoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS);
        }

        @Override
        protected Http2Connection build() {
            return super.build();
        }

        @Override
        protected Http2Connection build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            return new Http2Connection(loop, channel, scheme, decoder, encoder, settings);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        super.handlerAdded(ctx);
        requests.context(ctx);
        Http2Stream whole = connection().connectionStream();
        var window = connection().local().flowController();
        window.incrementWindowSize(whole, CONNECTION_WINDOW - window.initialWindowSize(whole));
        ctx.flush();
    }

    /** The request that asked for HTTP/2 becomes stream 1 (RFC 7540 section 3.2). */
    void upgrade(Http2Settings settings, RequestHead head) throws Http2Exception {
        onHttpServerUpgrade(settings);
        requests.upgraded(connection().stream(1), head);
        flushUnlessReading();
    }

    void flushUnlessReading() {
        if (!reading) {
            requests.flush();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        reading = true;
        super.channelRead(ctx, bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        reading = false;
        super.channelReadComplete(ctx);
    }

    private void streamClosed(Http2Stream stream) {
        Http2Request request = requests.of(stream);
        if (request != null) {
            request.closed();
        }
        if (connection().numActiveStreams() == 0) {
            quietSince = loop.now();
            if (draining) {
                // Later: the stream's last frame is being written now.
                loop.execute(this::finish);
            }
        }
    }

    @Override
    public void tick() {
        if (outbound.isStalledAtTick()) {
            end("The client read nothing of its answers for " + loop.settings().writeStallTimeout());
            channel.close();
            return;
        }
        requests.tick();
        forEachRequest(Http2Request::tick);
        boolean idle = connection().numActiveStreams() == 0
                && loop.now() - quietSince > loop.limits().idleTicks();
        if (idle || loop.now() - born > loop.limits().ageTicks()) {
            drain();
        }
    }

    @Override
    public void drain() {
        if (draining) {
            return;
        }
        draining = true;
        goAway(Http2Error.NO_ERROR);
        if (connection().numActiveStreams() == 0) {
            finish();
        }
    }

    private void goAway(Http2Error error) {
        ChannelHandlerContext ctx = requests.context();
        ByteBuf nothing = Unpooled.EMPTY_BUFFER;
        goAway(ctx, connection().remote().lastStreamCreated(), error.code(), nothing, ctx.newPromise());
        requests.flush();
    }

    private void finish() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void close(String reason) {
        end(reason);
        if (!draining) {
            draining = true;
            goAway(Http2Error.NO_ERROR);
        }
        finish();
    }

    private void end(String reason) {
        forEachRequest(request -> request.gone(reason));
    }

    private void forEachRequest(java.util.function.Consumer<Http2Request> visit) {
        List<Http2Request> open = new ArrayList<>();
        try {
            connection().forEachActiveStream(stream -> {
                @Nullable Http2Request request = requests.of(stream);
                if (request != null) {
                    open.add(request);
                }
                return true;
            });
        } catch (Http2Exception e) {
            throw new IllegalStateException("Visiting the streams failed", e);
        }
        open.forEach(visit);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        end("The client closed the connection");
        loop.closed(this);
        super.channelInactive(ctx);
    }

    /** A reset by the client, or a write to a closed socket. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
        if (cause instanceof IOException) {
            channel.close();
        } else {
            super.exceptionCaught(ctx, cause);
        }
    }
}
