package dev.rapier.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the decoded body of a response: within the size limit, and with the exceptions of the client. One thread at a time. */
final class BodyReader {
    /** What may come after the end of the compressed data before the connection is given up instead of read empty. */
    private static final int TAIL = 8 << 10;

    /** A body of up to 10 MiB is not looked at for how much it grew. */
    private static final long FREE = 10 << 20;

    private final ClientRequest request;
    private final InputStream decoded;
    private final OpenBody open;
    private final long maxBytes;
    private final int maxExpansion;
    private long count;

    BodyReader(ClientRequest request, InputStream decoded, OpenBody open, ClientLimits limits) {
        this.request = request;
        this.decoded = decoded;
        this.open = open;
        this.maxBytes = limits.maxResponseBytes();
        this.maxExpansion = limits.maxExpansion();
    }

    byte[] readToEnd(Optional<String> length) {
        if (decoded == open) {
            int limit = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
            if (!request.method().equals("HEAD") && announced(length) > limit) {
                open.close();
                throw tooLarge();
            }
            byte[] bytes = open.readNBytes(limit + 1);
            if (bytes.length > limit) {
                open.close();
                throw tooLarge();
            }
            return bytes;
        }
        var all = new java.io.ByteArrayOutputStream();
        byte[] buffer = new byte[16 << 10];
        for (int n = read(buffer, 0, buffer.length); n >= 0; n = read(buffer, 0, buffer.length)) {
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }

    /** The length that the header says; -1 where it says none that is a number. */
    private static long announced(Optional<String> header) {
        if (header.isEmpty() || header.get().isEmpty() || header.get().length() > 18) {
            return -1;
        }
        long length = 0;
        for (int i = 0; i < header.get().length(); i++) {
            int digit = header.get().charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            length = 10 * length + digit;
        }
        return length;
    }

    private int read(byte[] target, int offset, int length) {
        boolean ok = false;
        try {
            int n = decoded.read(target, offset, length);
            if (n < 0) {
                readTail();
            } else {
                count += n;
                if (count > maxBytes) {
                    throw tooLarge();
                }
                if (count > FREE && count / maxExpansion > open.count()) {
                    throw new ResponseTooLargeException(
                            request,
                            "the compressed body grows to more than " + maxExpansion
                                    + " times its size, which ClientLimits.maxExpansion does not allow",
                            null);
                }
            }
            ok = true;
            return n;
        } catch (IOException e) { // a decoder's; what the connection throws is none
            throw new DecodingException(request, "the compressed body is corrupt: " + e.getMessage(), e);
        } finally {
            if (!ok) {
                open.close();
            }
        }
    }

    /** A decoder may stop before it has seen the end of the raw body, without which the connection can't be used again. */
    private void readTail() {
        byte[] tail = new byte[1024];
        for (int seen = 0; seen < TAIL && !open.hasEnded(); seen += tail.length) {
            if (open.read(tail, 0, tail.length) < 0) {
                return;
            }
        }
        open.close();
    }

    private ResponseTooLargeException tooLarge() {
        return new ResponseTooLargeException(
                request,
                "the body is larger than the " + maxBytes + " bytes that ClientLimits.maxResponseBytes allows",
                null);
    }

    InputStream stream(Runnable onClose) {
        return stream(this::read, onClose);
    }

    /** The body without decoding. */
    InputStream raw(Runnable onClose) {
        return stream(open::read, onClose);
    }

    private interface Source {
        int read(byte[] target, int offset, int length);
    }

    private static InputStream stream(Source source, Runnable onClose) {
        return new InputStream() {
            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length == 0 ? 0 : source.read(target, offset, length);
            }

            @Override
            public void close() {
                onClose.run();
            }
        };
    }

    /** Frees the decoders too. */
    void close() {
        try {
            decoded.close();
        } catch (IOException e) {
            throw new ReadFailedException(request, "closing the body failed: " + e.getMessage(), e);
        } finally {
            open.close();
        }
    }
}
