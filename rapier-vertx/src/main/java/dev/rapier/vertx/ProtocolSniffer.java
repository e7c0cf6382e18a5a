package dev.rapier.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Looks at the first bytes of a connection in clear text: those of HTTP/2 with prior knowledge (RFC 9113 section 3.4), or
 * anything else, which is HTTP/1's affair. Removes itself when it knows.
 */
final class ProtocolSniffer extends ByteToMessageDecoder {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final IoLoop loop;
    private final Http1Connection http1;

    /** @param http1 serves the connection, and watches its deadlines, unless it turns out to be of HTTP/2 */
    ProtocolSniffer(IoLoop loop, Http1Connection http1) {
        this.loop = loop;
        this.http1 = http1;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int known = Math.min(in.readableBytes(), PREFACE.length);
        for (int i = 0; i < known; i++) {
            if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
                ctx.pipeline().remove(this);
                return;
            }
        }
        if (known == PREFACE.length) {
            Pipelines.toHttp2(loop, ctx.channel(), http1);
            ctx.pipeline().remove(this);
        }
    }
}
