package dev.rapier.web.binding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a JSON document: UTF-8, or UTF-16 or UTF-32 by a byte order mark or by where its zeros are, as CPython does. */
final class JsonBytes {
    private JsonBytes() {}

    /** @throws CharacterCodingException if the bytes are not of that encoding */
    static String decode(byte[] bytes) throws CharacterCodingException {
        String text = charset(bytes)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] b) {
        int first = at(b, 0) << 24 | at(b, 1) << 16 | at(b, 2) << 8 | at(b, 3);
        if (b.length >= 4 && (first == 0x0000FEFF || (first >>> 8 == 0 && at(b, 3) != 0))) {
            return StandardCharsets.UTF_32BE;
        }
        if (b.length >= 4 && (first == 0xFFFE0000 || ((first & 0x00FFFFFF) == 0 && at(b, 0) != 0))) {
            return StandardCharsets.UTF_32LE;
        }
        if (b.length >= 2 && (first >>> 16 == 0xFEFF || at(b, 0) == 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if (b.length >= 2 && (first >>> 16 == 0xFFFE || at(b, 1) == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xFF : 1;
    }
}
