package dev.rapier.client.okhttp;

import dev.rapier.client.Payload;
import java.io.IOException;
import java.io.OutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** The payload of a request for OkHttp. Tells failures of the connection from those of the writer. */
final class OutgoingBody extends RequestBody {
    private final Payload payload;
    private final CallState state;

    OutgoingBody(Payload payload, CallState state) {
        this.payload = payload;
        this.state = state;
    }

    @Override
    public @Nullable MediaType contentType() {
        return null; // it stands among the header fields
    }

    @Override
    public long contentLength() {
        return payload.length().orElse(-1);
    }

    /** OkHttp sends a request once; sending again is decided by the transport. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try {
            payload.writeTo(new Watched(sink.outputStream()));
        } catch (Exception e) {
            if (e == state.sinkFailure) {
                throw state.sinkFailure;
            }
            state.writerFailure = e;
            throw new IOException("the writer of the body failed", e);
        } catch (Error e) { // a Cancellation in the writer, above all
            state.writerFailure = e;
            throw e;
        }
    }

    /** Remembers what the connection threw; a flush sends what is there, so that the server sees it. */
    private final class Watched extends OutputStream {
        private final OutputStream out;

        Watched(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                state.sinkFailure = e;
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                state.sinkFailure = e;
                throw e;
            }
        }
    }
}
