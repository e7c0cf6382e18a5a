package dev.rapier.vertx;

import dev.rapier.http.HttpStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One stream of HTTP/2: a request as it arrives, and its answer. All state is owned by the event loop. */
final class Http2Request implements Responder {
    /** Pieces that big bodies are cut into, to see whether the client takes them. */
    private static final int SLICE = 32 << 10;

    private final IoLoop loop;
    private final Http2Requests requests;
    private final Http2Stream stream;

    private @Nullable RequestHead head;
    private IncomingBody body = IncomingBody.NONE;
    private @Nullable ServerExchange exchange;
    private boolean refused;

    private final int began;
    /** While the body arrives: the tick of the last piece. */
    private int readSince;

    /** Pieces of the answer that have not left, and the tick when one last did. */
    private int unsent;

    private int sentSince;

    Http2Request(IoLoop loop, Http2Requests requests, Http2Stream stream) {
        this.loop = loop;
        this.requests = requests;
        this.stream = stream;
        began = loop.now();
        readSince = began;
    }

    void begin(Http2Headers headers, String scheme, InetSocketAddress remoteAddress) {
        if (Http2Fields.count(headers) > loop.settings().maxHeaderCount()) {
            refuse(Refusal.HEADERS_TOO_LARGE);
            return;
        }
        RequestHead parsed = Http2RequestHead.parse(headers, scheme, remoteAddress);
        if (parsed == null) {
            refuse(Refusal.MALFORMED);
            return;
        }
        long announced = headers.getLong(HttpHeaderNames.CONTENT_LENGTH, -1);
        if (announced > loop.settings().maxBodyBytes()) {
            refuse(Refusal.BODY_TOO_LARGE);
            return;
        }
        CharSequence expectation = headers.get(HttpHeaderNames.EXPECT);
        if (expectation != null) {
            if (!expectation.toString().equalsIgnoreCase("100-continue")) {
                refuse(Refusal.EXPECTATION);
                return;
            }
            writeHead(new DefaultHttp2Headers(false).status("100"), false);
            requests.connection().flushUnlessReading();
        }
        begin(parsed, announced);
    }

    void begin(RequestHead parsed, long announced) {
        head = parsed;
        body = new IncomingBody(announced);
    }

    void add(ByteBuf piece) {
        readSince = loop.now();
        if (refused || head == null) {
            return;
        }
        if (body.length() + (long) piece.readableBytes() > loop.settings().maxBodyBytes()) {
            refuse(Refusal.BODY_TOO_LARGE);
        } else {
            body.add(piece);
        }
    }

    void bodyEnded() {
        if (!refused && head != null && exchange == null) {
            var accepted = new ServerExchange(loop, this, head, body.toArray());
            exchange = accepted;
            loop.accept(accepted);
        }
    }

    private void refuse(Refusal refusal) {
        refused = true;
        Logs.refused(refusal, requests.remoteAddress());
        var fields = new DefaultHttp2Headers(false).status(Integer.toString(refusal.status()));
        addFields(fields, refusal.fields());
        byte[] text = refusal.body();
        fields.setInt(HttpHeaderNames.CONTENT_LENGTH, text.length);
        writeHead(fields, false);
        ChannelPromise written = newPromise();
        written.addListener((ChannelFutureListener) done -> endRequest());
        writeData(Unpooled.wrappedBuffer(text), true, written);
        requests.connection().flushUnlessReading();
    }

    /** The answer is out before the request is in: the client need not send the rest (RFC 9113 section 8.1). */
    private void endRequest() {
        if (!stream.state().remoteSideOpen()) {
            return;
        }
        reset(Http2Error.NO_ERROR);
    }

    void tick() {
        int now = loop.now();
        if (unsent > 0 && now - sentSince > loop.limits().stallTicks()) {
            gone("The client read nothing of its answer for " + loop.settings().writeStallTimeout());
            reset(Http2Error.CANCEL);
        } else if (exchange == null && !refused && isLate(now)) {
            refuse(Refusal.HEAD_TIMEOUT);
        }
    }

    private boolean isLate(int now) {
        return now - readSince > loop.limits().bodyTicks() || loop.limits().isTooSlow(now - began, body.length());
    }

    /** The client does not want the answer any more, or can't get it. */
    void gone(String reason) {
        if (exchange != null) {
            exchange.gone(reason);
        }
    }

    /** The stream is over, properly or not. */
    void closed() {
        gone("The client reset the stream");
    }

    @Override
    public void answer(ServerExchange exchange) {
        byte[] content = exchange.answer();
        int status = exchange.status();
        boolean bodyless = exchange.isHead() || !HttpStatus.allowsBody(status) || content.length == 0;
        Http2Headers fields = fields(exchange);
        if (HttpStatus.allowsBody(status) && (content.length > 0 || !fields.contains(HttpHeaderNames.CONTENT_LENGTH))) {
            fields.setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
        }
        exchange.completed();
        writeHead(fields, bodyless);
        if (!bodyless) {
            for (int from = 0; from < content.length; from += SLICE) {
                int length = Math.min(SLICE, content.length - from);
                writeData(Unpooled.wrappedBuffer(content, from, length), from + length == content.length, newPromise());
            }
        }
        requests.connection().flushUnlessReading();
    }

    @Override
    public void begin(ServerExchange exchange) {
        writeHead(fields(exchange), false);
    }

    @Override
    public void send(ServerExchange exchange, List<byte[]> pieces, int bytes, boolean last, QueuedBody queued) {
        boolean bodyless = exchange.isHead() || !HttpStatus.allowsBody(exchange.status());
        ChannelPromise promise = newPromise();
        promise.addListener((ChannelFutureListener) written -> {
            if (written.isSuccess()) {
                queued.sent(bytes);
            } else {
                queued.gone("The client closed the connection");
            }
        });
        if (last) {
            exchange.completed();
        }
        if (bodyless || bytes == 0) {
            if (last) {
                writeData(Unpooled.EMPTY_BUFFER, true, promise);
            } else {
                promise.setSuccess();
            }
        } else {
            writeData(Unpooled.wrappedBuffer(pieces.toArray(new byte[0][])), last, promise);
        }
        requests.connection().flushUnlessReading();
    }

    @Override
    public void abort(ServerExchange exchange) {
        exchange.completed();
        reset(Http2Error.INTERNAL_ERROR);
    }

    private void reset(Http2Error error) {
        ChannelHandlerContext ctx = requests.context();
        encoder().writeRstStream(ctx, stream.id(), error.code(), ctx.newPromise());
        requests.connection().flushUnlessReading();
    }

    private Http2Headers fields(ServerExchange exchange) {
        Http2Headers fields = new DefaultHttp2Headers(false).status(Integer.toString(exchange.status()));
        addFields(fields, exchange.fields());
        return fields;
    }

    private void addFields(Http2Headers to, String[] fields) {
        for (int i = 0; i < fields.length; i += 2) {
            String name = fields[i].toLowerCase(Locale.ROOT);
            switch (name) {
                // Of one connection only, which HTTP/2 says in other ways (RFC 9113 section 8.2.2).
                case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" -> {}
                default -> to.add(name, fields[i + 1]);
            }
        }
        if (!to.contains(HttpHeaderNames.DATE)) {
            to.add(HttpHeaderNames.DATE, loop.dateValue());
        }
    }

    private void writeHead(Http2Headers fields, boolean last) {
        ChannelHandlerContext ctx = requests.context();
        encoder().writeHeaders(ctx, stream.id(), fields, 0, last, ctx.newPromise());
    }

    private void writeData(ByteBuf data, boolean last, ChannelPromise promise) {
        encoder().writeData(requests.context(), stream.id(), data, 0, last, promise);
    }

    /** A promise that notes when the client takes something. */
    private ChannelPromise newPromise() {
        if (unsent++ == 0) {
            sentSince = loop.now();
        }
        ChannelPromise promise = requests.context().newPromise();
        promise.addListener((ChannelFutureListener) written -> {
            unsent--;
            sentSince = loop.now();
        });
        return promise;
    }

    private Http2ConnectionEncoder encoder() {
        return requests.connection().encoder();
    }
}
