package dev.rapier.vertx;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/1: takes its requests one after the other and enforces the deadlines. All state is owned by the
 * event loop.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter implements Connection {
    private enum Phase {
        /** Kept alive; nothing of a next request has come. */
        IDLE,
        /** The head of a request is awaited. */
        HEAD,
        /** The body of a request is awaited. */
        BODY,
        /** The application has the request. */
        HANDLING,
        /** The last answer is written; what still comes is thrown away until the client closes. */
        LINGERING,
        CLOSED
    }

    /** Decoded parts of pipelined requests that wait for their turn; with so many the socket is not read. */
    private static final int MAX_WAITING = 16;

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final IoLoop loop;
    private final Channel channel;
    private final Http1RequestReader reader;
    private final Http1Responses responses;
    private final OutboundWatch outbound;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    private Phase phase = Phase.HEAD;
    /** The tick when the phase began; in BODY when bytes last came. */
    private int since;

    private int bodySince;
    private final int born;

    private @Nullable ServerExchange exchange;
    private boolean reading;
    private boolean partRead;
    /** Whether a part of the awaited head has come. */
    private boolean headBegun;

    private boolean pumping;

    Http1Connection(IoLoop loop, Channel channel, String scheme) {
        this.loop = loop;
        this.channel = channel;
        reader = new Http1RequestReader(loop.settings(), scheme, (InetSocketAddress) channel.remoteAddress());
        responses = new Http1Responses(loop, channel, this);
        outbound = new OutboundWatch(channel, loop.limits().stallTicks());
        since = loop.now();
        born = since;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) {
        reading = true;
        partRead = true;
        if (exchange != null) {
            waiting.add(part);
            if (waiting.size() >= MAX_WAITING) {
                channel.config().setAutoRead(false);
            }
        } else {
            take(part);
        }
    }

    private void take(Object part) {
        try {
            if (phase == Phase.LINGERING || phase == Phase.CLOSED || !channel.isActive()) {
                return;
            }
            Refusal refusal = part instanceof HttpRequest request ? begin(request) : null;
            if (refusal == null && part instanceof HttpContent content) {
                since = loop.now();
                refusal = reader.add(content);
            }
            if (refusal != null) {
                refuse(refusal);
            } else if (part instanceof LastHttpContent) {
                handle();
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private @Nullable Refusal begin(HttpRequest request) {
        Refusal refusal = reader.begin(request);
        enter(Phase.BODY);
        bodySince = loop.now();
        if (refusal == null && reader.awaitsContinue()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), channel.voidPromise());
        }
        return refusal;
    }

    private void handle() {
        Http2Settings upgrade = reader.upgrade();
        if (upgrade != null && waiting.isEmpty()) {
            upgrade(upgrade);
            return;
        }
        enter(Phase.HANDLING);
        boolean old = loop.now() - born > loop.limits().ageTicks();
        boolean close = !reader.keepAlive() || old || loop.isDraining();
        var accepted = new ServerExchange(loop, responses, reader.head(), reader.body());
        exchange = accepted;
        responses.expect(close, reader.http10());
        loop.accept(accepted);
    }

    private void upgrade(Http2Settings settings) {
        phase = Phase.CLOSED;
        channel.write(Unpooled.wrappedBuffer(SWITCHING), channel.voidPromise());
        Http2Connection http2 = Pipelines.toHttp2(loop, channel, this);
        try {
            http2.upgrade(settings, reader.head().withHttpVersion("HTTP/2"));
        } catch (Http2Exception e) {
            channel.close();
        }
    }

    private void refuse(Refusal refusal) {
        Logs.refused(refusal, channel.remoteAddress());
        responses.refuse(refusal, reader.http10());
        linger();
    }

    /** The answer is written. */
    void answered(boolean close) {
        ServerExchange done = exchange;
        exchange = null;
        if (done != null) {
            done.completed();
        }
        if (close || loop.isDraining()) {
            linger();
        } else {
            enter(Phase.IDLE);
            flush();
            pump();
        }
    }

    /** Flushes now, or with all else of this read. */
    void flush() {
        if (!reading) {
            channel.flush();
        }
    }

    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        Object part;
        while (exchange == null && (part = waiting.poll()) != null) {
            take(part);
        }
        pumping = false;
        if (waiting.isEmpty() && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    /**
     * Says that nothing more will be written, and waits for the client to close: closing at once would make the kernel
     * reset the connection while unread bytes are there, and the client might lose the answer.
     */
    private void linger() {
        enter(Phase.LINGERING);
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        channel.config().setAutoRead(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) sent -> {
            since = loop.now();
            if (channel instanceof DuplexChannel duplex && sent.isSuccess()) {
                duplex.shutdownOutput();
            } else {
                channel.close();
            }
        });
    }

    private void enter(Phase next) {
        if (phase != Phase.CLOSED) {
            phase = next;
            since = loop.now();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        if (!partRead && phase == Phase.IDLE) {
            enter(Phase.HEAD);
        }
        headBegun = !partRead && phase == Phase.HEAD;
        partRead = false;
        channel.flush();
    }

    @Override
    public void tick() {
        if (outbound.isStalledAtTick()) {
            cut("The client read nothing of its answer for " + loop.settings().writeStallTimeout());
            return;
        }
        int age = loop.now() - since;
        switch (phase) {
            case HEAD -> {
                closeIf(loop.isDraining() && !headBegun && age > loop.limits().lingerTicks());
                timeOut(age > loop.limits().headTicks());
            }
            case BODY ->
                timeOut(age > loop.limits().bodyTicks()
                        || loop.limits().isTooSlow(loop.now() - bodySince, reader.received()));
            case IDLE -> closeIf(!outbound.isPending() && age > loop.limits().idleTicks());
            case LINGERING ->
                closeIf(!outbound.isPending() && age > loop.limits().lingerTicks());
            case HANDLING, CLOSED -> {}
        }
    }

    private void timeOut(boolean late) {
        if (late) {
            refuse(Refusal.HEAD_TIMEOUT);
        }
    }

    private void closeIf(boolean late) {
        if (late) {
            channel.close();
        }
    }

    /** Closes at once and cancels what runs. */
    void cut(String reason) {
        gone(reason);
        channel.close();
    }

    private void gone(String reason) {
        ServerExchange interrupted = exchange;
        exchange = null;
        if (interrupted != null) {
            interrupted.gone(reason);
        }
    }

    @Override
    public void drain() {
        if (phase == Phase.IDLE) {
            linger();
        } else if (phase == Phase.HEAD && !headBegun) {
            // Just accepted: the client is about to send its request.
            since = loop.now();
        } else if (phase == Phase.HANDLING) {
            responses.closeAfterwards();
        }
    }

    @Override
    public void close(String reason) {
        gone(reason);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        phase = Phase.CLOSED;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        gone("The client closed the connection");
        loop.closed(this);
    }

    /** A reset by the client, or a write to a closed socket. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            Logs.later(Logs.ENGINE, System.Logger.Level.ERROR, "A connection failed: " + cause, cause);
        }
        channel.close();
    }
}
