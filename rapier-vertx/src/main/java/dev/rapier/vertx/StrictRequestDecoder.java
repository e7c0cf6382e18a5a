package dev.rapier.vertx;

import dev.rapier.web.engine.EngineSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder in its strictest form, and stricter still where two parsers could read a request differently: one blank
 * between the words of the request line and nothing before the first, the version in upper case (RFC 9112 section 3), and
 * no blanks around the size of a chunk (section 7.1). After such a mistake the connection must end.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    /** The body is not chunked, or its trailer has begun. */
    private static final long NO_CHUNKS = -1;

    /** Bytes of the current chunk still to be decoded, with its size line and its end; 0 before a size line. */
    private long chunkLeft = NO_CHUNKS;

    StrictRequestDecoder(EngineSettings settings) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(settings.maxRequestLineBytes())
                .setMaxHeaderSize(settings.maxHeaderBytes())
                .setMaxChunkSize(64 << 10)
                .setInitialBufferSize(256)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false));
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        if (start != 0) {
            throw new IllegalArgumentException("A request line begins with its method");
        }
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        checkOneBlankBefore(line, start);
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        checkOneBlankBefore(line, start);
        if (line[start] != 'H') {
            throw new IllegalArgumentException("The name of the protocol is HTTP in upper case");
        }
        return super.splitThirdWordInitialLine(line, start, length);
    }

    private static void checkOneBlankBefore(byte[] line, int start) {
        if (start < 2 || line[start - 1] != ' ' || line[start - 2] <= ' ') {
            throw new IllegalArgumentException("The words of a request line are separated by one blank");
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (chunkLeft == 0 && !readSizeLine(in)) {
            in.skipBytes(in.readableBytes());
            HttpContent invalid = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
            invalid.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("Not the size of a chunk")));
            out.add(invalid);
            return;
        }
        int before = in.readableBytes();
        int known = out.size();
        super.decode(ctx, in, out);
        if (chunkLeft > 0) {
            chunkLeft -= before - in.readableBytes();
        }
        for (int i = known; i < out.size(); i++) {
            if (out.get(i) instanceof HttpRequest request && HttpUtil.isTransferEncodingChunked(request)) {
                chunkLeft = 0;
            } else if (out.get(i) instanceof LastHttpContent) {
                chunkLeft = NO_CHUNKS;
            }
        }
    }

    /** Looks at the size line, if all of it is there, and leaves it to Netty to take; false where it is malformed. */
    private boolean readSizeLine(ByteBuf in) {
        long size = 0;
        int digits = 0;
        for (int i = in.readerIndex(); i < in.writerIndex(); i++) {
            int digit = Character.digit(in.getByte(i), 16);
            if (digit < 0) {
                return digits > 0 && readAfterSize(in, i, size);
            }
            size = size * 16 + digit;
            digits++;
            if (digits > 8) {
                return false;
            }
        }
        return true;
    }

    private boolean readAfterSize(ByteBuf in, int at, long size) {
        byte after = in.getByte(at);
        if (after != ';' && after != '\r') {
            return false;
        }
        int end = in.indexOf(at, in.writerIndex(), (byte) '\n');
        if (end >= 0) {
            long line = end + 1L - in.readerIndex();
            chunkLeft = size == 0 ? NO_CHUNKS : line + size + 2;
        }
        return true;
    }
}
