package dev.rapier.vertx;

import dev.rapier.web.engine.EngineSettings;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/**
 * Netty's decoder in its strictest form, and stricter in the request line: one blank between its words, nothing before
 * the first (RFC 9112 section 3).
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
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
        return super.splitThirdWordInitialLine(line, start, length);
    }

    private static void checkOneBlankBefore(byte[] line, int start) {
        if (start < 2 || line[start - 1] != ' ' || line[start - 2] <= ' ') {
            throw new IllegalArgumentException("The words of a request line are separated by one blank");
        }
    }
}
