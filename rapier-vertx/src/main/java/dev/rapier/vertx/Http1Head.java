package dev.rapier.vertx;

import dev.rapier.http.HttpStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** Writes the head of an answer of HTTP/1 (RFC 9112 section 4). The fields have been checked. */
final class Http1Head {
    /** How the end of the body is told. */
    enum Framing {
        /** {@code Content-Length}. */
        LENGTH,
        /** {@code Transfer-Encoding: chunked}. */
        CHUNKED,
        /** Nothing is said: there is no body, or it ends with the connection. */
        SILENT,
        /** Nothing but what the application says of the length: HEAD, 304, or a stream of known length. */
        GIVEN
    }

    private static final byte[] CONNECTION_CLOSE = ascii("connection: close\r\n");
    private static final byte[] CONNECTION_KEEP_ALIVE = ascii("connection: keep-alive\r\n");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("content-length: ");
    private static final int CRLF = '\r' << 8 | '\n';
    private static final int COLON_BLANK = ':' << 8 | ' ';

    /** Filled when first used; two loops may make the same line, which does no harm. */
    private static final byte[][] STATUS_LINES = new byte[600][];

    private Http1Head() {}

    static void write(
            ByteBuf out,
            int status,
            String[] fields,
            Framing framing,
            int length,
            byte[] date,
            boolean close,
            boolean http10) {
        out.writeBytes(statusLine(status));
        boolean dated = false;
        for (int i = 0; i < fields.length; i += 2) {
            String name = fields[i];
            if (!isOurs(name, framing)) {
                ByteBufUtil.writeAscii(out, name);
                out.writeShort(COLON_BLANK);
                ByteBufUtil.writeAscii(out, fields[i + 1]);
                out.writeShort(CRLF);
                dated |= name.length() == 4 && name.equalsIgnoreCase("date");
            }
        }
        if (!dated) {
            out.writeBytes(date);
        }
        switch (framing) {
            case LENGTH -> {
                out.writeBytes(CONTENT_LENGTH);
                ByteBufUtil.writeAscii(out, Integer.toString(length));
                out.writeShort(CRLF);
            }
            case CHUNKED -> out.writeBytes(CHUNKED);
            case SILENT, GIVEN -> {}
        }
        if (close) {
            out.writeBytes(CONNECTION_CLOSE);
        } else if (http10) {
            out.writeBytes(CONNECTION_KEEP_ALIVE);
        }
        out.writeShort(CRLF);
    }

    /** Whether the engine alone decides on the field: framing and the connection. */
    private static boolean isOurs(String name, Framing framing) {
        return switch (name.length()) {
            case 7 -> name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> framing != Framing.GIVEN && name.equalsIgnoreCase("content-length");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }

    private static byte[] statusLine(int status) {
        if (status < 100 || status >= STATUS_LINES.length) {
            return newStatusLine(status);
        }
        byte[] line = STATUS_LINES[status];
        if (line == null) {
            line = newStatusLine(status);
            STATUS_LINES[status] = line;
        }
        return line;
    }

    private static byte[] newStatusLine(int status) {
        return ascii("HTTP/1.1 " + status + " " + HttpStatus.phrase(status) + "\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
