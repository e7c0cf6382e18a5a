package dev.rapier.client;

import dev.rapier.async.AsyncGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Arrays;
import java.util.function.Supplier;

/** Ways to go through a body; each closes the response at its end, also where the consumer stops or fails. */
final class BodyPieces {
    private static final int USUAL = 16 << 10;

    private BodyPieces() {}

    /** Pieces as they come. */
    static AsyncGenerator<byte[]> bytes(Supplier<InputStream> body) {
        return AsyncGenerator.of(out -> {
            try (InputStream in = body.get()) {
                byte[] buffer = new byte[USUAL];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    out.yield(Arrays.copyOf(buffer, n));
                }
            }
        });
    }

    /** Pieces of this size; the last one may be shorter. */
    static AsyncGenerator<byte[]> bytes(Supplier<InputStream> body, int size) {
        check(size);
        return AsyncGenerator.of(out -> {
            try (InputStream in = body.get()) {
                for (byte[] piece = in.readNBytes(size); piece.length > 0; piece = in.readNBytes(size)) {
                    out.yield(piece);
                }
            }
        });
    }

    /** Text as it comes, no character torn apart. */
    static AsyncGenerator<String> text(ResponseBody body) {
        return AsyncGenerator.of(out -> {
            try (Reader in = reader(body)) {
                char[] buffer = new char[USUAL];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    out.yield(new String(buffer, 0, n));
                }
            }
        });
    }

    /** Text in pieces of this number of characters; the last one may be shorter. */
    static AsyncGenerator<String> text(ResponseBody body, int size) {
        check(size);
        return AsyncGenerator.of(out -> {
            try (Reader in = reader(body)) {
                char[] buffer = new char[size];
                for (int n = fill(in, buffer); n > 0; n = fill(in, buffer)) {
                    out.yield(new String(buffer, 0, n));
                }
            }
        });
    }

    private static int fill(Reader in, char[] buffer) throws IOException {
        int filled = 0;
        for (int n = 0; n >= 0 && filled < buffer.length; filled += Math.max(0, n)) {
            n = in.read(buffer, filled, buffer.length - filled);
        }
        return filled;
    }

    static AsyncGenerator<String> lines(ResponseBody body) {
        return AsyncGenerator.of(out -> {
            try (var in = new BufferedReader(reader(body))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    out.yield(line);
                }
            }
        });
    }

    static AsyncGenerator<ReceivedEvent> events(ResponseBody body) {
        return AsyncGenerator.of(out -> {
            var reader = new EventReader();
            lines(body).forEach(line -> {
                ReceivedEvent event = reader.line(line);
                if (event != null) {
                    out.yield(event);
                }
            });
        });
    }

    private static Reader reader(ResponseBody body) {
        return new InputStreamReader(body.decoded(), body.charset());
    }

    private static void check(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("pieces can't have the size " + size);
        }
    }
}
