package dev.rapier.client.okhttp;

import dev.rapier.async.Async;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Response;
import okio.BufferedSource;

/** The body of a response on its connection. Each read ends at once when the task is cancelled. */
final class IncomingBody extends InputStream {
    private final Response response;
    private final CallState state;
    private final BufferedSource source;
    private final Runnable onClose;
    private boolean ended;

    IncomingBody(Response response, CallState state, Runnable onClose) {
        this.response = response;
        this.state = state;
        this.source = response.body().source();
        this.onClose = onClose;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return watched(() -> {
            int n = source.read(target, offset, length);
            ended |= n < 0;
            return n;
        });
    }

    @Override
    public byte[] readNBytes(int length) {
        return watched(() -> {
            if (source.request(length)) {
                return source.readByteArray(length);
            }
            ended = true;
            return source.readByteArray();
        });
    }

    private <T> T watched(Reading<T> reading) {
        return Async.<T>cancellable(
                () -> {
                    try {
                        return reading.read();
                    } catch (IOException e) {
                        throw Faults.of(e, state);
                    }
                },
                state::cancel);
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Before its end the connection is closed: reading the rest only to use the connection again may take for ever. */
    @Override
    public void close() {
        if (!ended) {
            state.cancel();
        }
        onClose.run();
        response.close();
    }
}
