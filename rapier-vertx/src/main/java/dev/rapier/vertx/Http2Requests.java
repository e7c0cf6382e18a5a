package dev.rapier.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection.PropertyKey;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Takes the frames of a connection of HTTP/2 to the requests they belong to. Owned by the event loop. */
final class Http2Requests extends Http2FrameAdapter {
    /** Frames that cost us work and the client nothing: so many in so many seconds are a flood. */
    private static final int MAX_CONTROL_FRAMES = 100;

    private static final long CONTROL_NANOS = 10_000_000_000L;

    private final IoLoop loop;
    private final Http2Connection connection;
    private final String scheme;
    private final InetSocketAddress remoteAddress;
    private final PropertyKey key;
    private final int controlTicks;
    private @Nullable ChannelHandlerContext context;
    private int controlFrames;
    private int controlSince;

    Http2Requests(IoLoop loop, Http2Connection connection, String scheme, InetSocketAddress remoteAddress) {
        this.loop = loop;
        this.connection = connection;
        this.scheme = scheme;
        this.remoteAddress = remoteAddress;
        key = connection.connection().newKey();
        controlTicks = Math.toIntExact(CONTROL_NANOS / loop.limits().tick().toNanos());
        controlSince = loop.now();
    }

    void context(ChannelHandlerContext context) {
        this.context = context;
    }

    ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("The handler is in no pipeline");
        }
        return context;
    }

    InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    Http2Connection connection() {
        return connection;
    }

    void flush() {
        connection.flush(context());
    }

    @Nullable
    Http2Request of(Http2Stream stream) {
        return stream.getProperty(key);
    }

    void upgraded(Http2Stream stream, RequestHead head) {
        var request = new Http2Request(loop, this, stream);
        stream.setProperty(key, request);
        request.begin(head, 0);
        request.bodyEnded();
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int streamId,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream) {
        Http2Stream stream = connection.connection().stream(streamId);
        Http2Request request = of(stream);
        if (request == null) {
            request = new Http2Request(loop, this, stream);
            stream.setProperty(key, request);
            request.begin(headers, scheme, remoteAddress);
        }
        if (endOfStream) {
            request.bodyEnded();
        }
    }

    @Override
    public int onDataRead(ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream) {
        int bytes = data.readableBytes() + padding;
        Http2Request request = of(connection.connection().stream(streamId));
        if (request != null) {
            request.add(data);
            if (endOfStream) {
                request.bodyEnded();
            }
        }
        return bytes;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int streamId, long errorCode) {
        Http2Request request = of(connection.connection().stream(streamId));
        if (request != null) {
            request.gone("The client reset the stream");
        }
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) throws Http2Exception {
        countControlFrame();
    }

    @Override
    public void onPingRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
        countControlFrame();
    }

    @Override
    public void onPriorityRead(
            ChannelHandlerContext ctx, int streamId, int streamDependency, short weight, boolean exclusive)
            throws Http2Exception {
        countControlFrame();
    }

    private void countControlFrame() throws Http2Exception {
        if (++controlFrames > MAX_CONTROL_FRAMES) {
            throw Http2Exception.connectionError(
                    Http2Error.ENHANCE_YOUR_CALM, "More than %s control frames in 10 s", MAX_CONTROL_FRAMES);
        }
    }

    void tick() {
        if (loop.now() - controlSince >= controlTicks) {
            controlSince = loop.now();
            controlFrames = 0;
        }
    }
}
