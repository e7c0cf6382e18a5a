package dev.rapier.client.multipart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What a part holds. */
sealed interface Content {
    /** Number of bytes; empty where only the end tells. */
    OptionalLong length();

    /** Whether it can be written a second time. */
    boolean isRepeatable();

    void writeTo(OutputStream out) throws IOException;

    /** All of it, in memory. */
    final class Bytes implements Content {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    /** A file, opened each time it is sent. */
    record OfFile(Path file) implements Content {
        @Override
        public OptionalLong length() {
            try {
                return OptionalLong.of(Files.size(file));
            } catch (IOException e) {
                throw new UncheckedIOException("the file " + file + " of a form can't be read", e);
            }
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            Files.copy(file, out);
        }
    }

    /**
     * A stream, closed when it has been sent.
     *
     * @param size -1 where it is not known
     */
    record Stream(InputStream stream, long size) implements Content {
        @Override
        public OptionalLong length() {
            return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (stream) {
                stream.transferTo(out);
            }
        }
    }
}
