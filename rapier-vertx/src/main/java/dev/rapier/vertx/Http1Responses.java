package dev.rapier.vertx;

import dev.rapier.http.HttpStatus;
import dev.rapier.vertx.Http1Head.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the answers of a connection of HTTP/1. All state is owned by the event loop. */
final class Http1Responses implements Responder {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CRLF = '\r' << 8 | '\n';
    private static final int UNKNOWN = -1;

    private final IoLoop loop;
    private final Channel channel;
    private final Http1Connection connection;

    // Of the answer in progress.
    private boolean close;
    private boolean http10;
    private Framing framing = Framing.LENGTH;
    /** Bytes of a streamed body that the application announced and has not sent, or UNKNOWN. */
    private long owed = UNKNOWN;

    Http1Responses(IoLoop loop, Channel channel, Http1Connection connection) {
        this.loop = loop;
        this.channel = channel;
        this.connection = connection;
    }

    /** Prepares for the answer of the next request. */
    void expect(boolean close, boolean http10) {
        this.close = close;
        this.http10 = http10;
    }

    void closeAfterwards() {
        close = true;
    }

    void refuse(Refusal refusal, boolean http10) {
        byte[] body = refusal.body();
        ByteBuf out = channel.alloc().ioBuffer(256 + body.length);
        Http1Head.write(
                out, refusal.status(), refusal.fields(), Framing.LENGTH, body.length, loop.dateLine(), true, http10);
        out.writeBytes(body);
        channel.write(out, channel.voidPromise());
    }

    @Override
    public void answer(ServerExchange exchange) {
        byte[] body = exchange.answer();
        int status = exchange.status();
        boolean closes = close || loop.isDraining() || asksToClose(exchange.fields());
        boolean bodyless = exchange.isHead() || !HttpStatus.allowsBody(status);
        ByteBuf out = channel.alloc().ioBuffer(256 + (bodyless ? 0 : body.length));
        Http1Head.write(
                out,
                status,
                exchange.fields(),
                framing(exchange, bodyless),
                body.length,
                loop.dateLine(),
                closes,
                http10);
        if (!bodyless) {
            out.writeBytes(body);
        }
        channel.write(out, channel.voidPromise());
        connection.answered(closes);
    }

    private static Framing framing(ServerExchange exchange, boolean bodyless) {
        if (!bodyless) {
            return Framing.LENGTH;
        }
        int status = exchange.status();
        if (status == 304) {
            return Framing.GIVEN;
        }
        if (!HttpStatus.allowsBody(status)) {
            return Framing.SILENT;
        }
        // HEAD: the length that GET would have.
        return exchange.answer().length > 0 || announced(exchange.fields()) == UNKNOWN ? Framing.LENGTH : Framing.GIVEN;
    }

    @Override
    public void begin(ServerExchange exchange) {
        owed = announced(exchange.fields());
        if (exchange.isHead() || !HttpStatus.allowsBody(exchange.status())) {
            framing = HttpStatus.allowsBody(exchange.status()) || exchange.status() == 304
                    ? Framing.GIVEN
                    : Framing.SILENT;
        } else if (owed != UNKNOWN) {
            framing = Framing.GIVEN;
        } else if (http10) {
            framing = Framing.SILENT;
            close = true;
        } else {
            framing = Framing.CHUNKED;
        }
        close |= loop.isDraining() || asksToClose(exchange.fields());
        ByteBuf out = channel.alloc().ioBuffer(256);
        Http1Head.write(out, exchange.status(), exchange.fields(), framing, 0, loop.dateLine(), close, http10);
        channel.write(out, channel.voidPromise());
    }

    @Override
    public void send(ServerExchange exchange, List<byte[]> pieces, int bytes, boolean last, QueuedBody body) {
        if (exchange.isHead() || !HttpStatus.allowsBody(exchange.status())) {
            body.sent(bytes);
            owed = UNKNOWN;
        } else {
            if (owed != UNKNOWN) {
                owed -= bytes;
                if (owed < 0 || (last && owed > 0)) {
                    abort(exchange);
                    body.gone("The body is not as long as its Content-Length says");
                    return;
                }
            }
            write(pieces, bytes, last, body);
        }
        if (last) {
            connection.answered(close);
        } else {
            connection.flush();
        }
    }

    private void write(List<byte[]> pieces, int bytes, boolean last, QueuedBody body) {
        ByteBuf out = channel.alloc().ioBuffer(bytes + 24);
        boolean chunked = framing == Framing.CHUNKED;
        if (chunked && bytes > 0) {
            ByteBufUtil.writeAscii(out, Integer.toHexString(bytes));
            out.writeShort(CRLF);
        }
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        if (chunked && bytes > 0) {
            out.writeShort(CRLF);
        }
        if (chunked && last) {
            out.writeBytes(LAST_CHUNK);
        }
        channel.write(out).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess()) {
                body.sent(bytes);
            } else {
                body.gone("The client closed the connection");
            }
        });
    }

    @Override
    public void abort(ServerExchange exchange) {
        exchange.completed();
        if (framing == Framing.SILENT) {
            // The end of the connection would look like the end of the body: a reset does not.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        connection.close("The answer was broken off");
    }

    private static boolean asksToClose(String[] fields) {
        String connection = field(fields, "connection");
        return connection != null && connection.equalsIgnoreCase("close");
    }

    private static long announced(String[] fields) {
        String length = field(fields, "content-length");
        return length == null ? UNKNOWN : Long.parseLong(length);
    }

    private static @Nullable String field(String[] fields, String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].length() == name.length() && fields[i].equalsIgnoreCase(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }
}
