package dev.rapier.client;

import dev.rapier.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes the content encodings of a response, the last one first (RFC 9110 section 8.4); unknown ones stay, as in httpx. */
final class Decoding {
    /** More encodings on top of each other than this are an attack. */
    private static final int MOST = 5;

    private Decoding() {}

    /** What is understood, as {@code Accept-Encoding} says it. */
    static String accepted() {
        return "gzip, deflate"
                + (OptionalDecoder.BROTLI.isPresent() ? ", br" : "")
                + (OptionalDecoder.ZSTANDARD.isPresent() ? ", zstd" : "");
    }

    static InputStream decode(Headers headers, InputStream raw) {
        InputStream decoded = raw;
        List<String> codings = codings(headers);
        if (codings.size() > MOST) {
            return new Lazy(raw, _ -> {
                throw new IOException(codings.size() + " encodings on top of each other; " + MOST + " are understood");
            });
        }
        for (String coding : codings.reversed()) {
            InputStream encoded = decoded;
            decoded = switch (coding) {
                case "gzip", "x-gzip" -> new Lazy(encoded, GZIPInputStream::new);
                case "deflate" -> new Lazy(encoded, Decoding::inflate);
                case "br" -> optional(OptionalDecoder.BROTLI, encoded);
                case "zstd" -> optional(OptionalDecoder.ZSTANDARD, encoded);
                default -> encoded;
            };
        }
        return decoded;
    }

    private static InputStream optional(OptionalDecoder decoder, InputStream encoded) {
        return decoder.isPresent() ? new Lazy(encoded, decoder::open) : encoded;
    }

    private static List<String> codings(Headers headers) {
        var codings = new ArrayList<String>();
        for (String line : headers.all("Content-Encoding")) {
            for (String coding : line.split(",")) {
                codings.add(coding.strip().toLowerCase(Locale.ROOT));
            }
        }
        return codings;
    }

    /** With or without the zlib frame: servers send both under the name of deflate. */
    private static InputStream inflate(InputStream encoded) throws IOException {
        var ahead = new PushbackInputStream(encoded, 2);
        byte[] head = ahead.readNBytes(2);
        ahead.unread(head);
        boolean framed =
                head.length == 2 && (head[0] & 0x0f) == 8 && (((head[0] & 0xff) << 8) | (head[1] & 0xff)) % 31 == 0;
        return new OwnInflater(ahead, new Inflater(!framed));
    }

    private interface Opening {
        InputStream open(InputStream encoded) throws IOException;
    }

    /** Opens the decoder when the first byte is asked for; a body without any bytes (HEAD, 204) has nothing to decode. */
    private static final class Lazy extends InputStream {
        private final PushbackInputStream encoded;
        private final Opening opening;
        private @Nullable InputStream decoder;

        Lazy(InputStream encoded, Opening opening) {
            this.encoded = new PushbackInputStream(encoded, 1);
            this.opening = opening;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (decoder == null) {
                int first = encoded.read();
                if (first < 0) {
                    return -1;
                }
                encoded.unread(first);
                decoder = opening.open(encoded);
            }
            return decoder.read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (decoder != null) {
                decoder.close();
            } else {
                encoded.close();
            }
        }
    }

    /** Frees the native memory of the inflater that was handed in. */
    private static final class OwnInflater extends InflaterInputStream {
        OwnInflater(InputStream encoded, Inflater inflater) {
            super(encoded, inflater);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
