package dev.rapier.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A body whose closing is told. */
final class WatchedBody extends FilterInputStream {
    private final Runnable whenClosed;
    private final AtomicBoolean closed = new AtomicBoolean();

    WatchedBody(InputStream body, Runnable whenClosed) {
        super(body);
        this.whenClosed = whenClosed;
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        return in.readNBytes(length); // which may know a better way than many small reads
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            if (closed.compareAndSet(false, true)) {
                whenClosed.run();
            }
        }
    }
}
