package dev.rapier.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The raw body of a response together with what it holds: the connection, and its place among those of the client. Both go
 * back at the body's end, when it is closed, and when reading it fails. One thread reads; any thread may close.
 */
final class OpenBody extends InputStream {
    private final ClientRequest request;
    private final InputStream raw;
    private final Runnable release;
    private final long started;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Owned by the reader. */
    private long count;

    private volatile long endedAt;

    /** Whether the body was read to its end, and not closed before it. */
    private volatile boolean whole;

    /** Set once, before the response is handed out. */
    private Runnable onEnd = () -> {};

    OpenBody(ClientRequest request, InputStream raw, long started, Runnable release) {
        this.request = request;
        this.raw = raw;
        this.started = started;
        this.release = release;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (hasBeenRead()) {
            return -1;
        }
        boolean ok = false;
        try {
            int n = raw.read(target, offset, length);
            ok = true;
            if (n < 0) {
                whole = true;
                end();
            } else {
                count += n;
            }
            return n;
        } catch (IOException e) {
            throw new ReadFailedException(request, "reading the body failed: " + e.getMessage(), e);
        } finally {
            if (!ok) {
                close();
            }
        }
    }

    @Override
    public byte[] readNBytes(int length) {
        if (hasBeenRead()) {
            return new byte[0];
        }
        boolean ok = false;
        try {
            byte[] bytes = raw.readNBytes(length);
            ok = true;
            count += bytes.length;
            if (bytes.length < length) {
                whole = true;
                end();
            }
            return bytes;
        } catch (IOException e) {
            throw new ReadFailedException(request, "reading the body failed: " + e.getMessage(), e);
        } finally {
            if (!ok) {
                close();
            }
        }
    }

    /** One that was closed early must not look like one that is shorter. */
    private boolean hasBeenRead() {
        if (ended.get() && !whole) {
            throw new StreamClosedException(request, "the response was closed before its body was read to the end");
        }
        return whole;
    }

    /** The raw body ended: the connection is the transport's again. */
    private void end() {
        if (ended.compareAndSet(false, true)) {
            endedAt = System.nanoTime();
            try {
                raw.close();
            } catch (IOException e) {
                throw new ReadFailedException(request, "closing the body failed: " + e.getMessage(), e);
            } finally {
                release.run();
                onEnd.run();
            }
        }
    }

    /** What else is to be done at the end. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    ClientRequest request() {
        return request;
    }

    @Override
    public void close() {
        end();
    }

    boolean hasEnded() {
        return ended.get();
    }

    long count() {
        return count;
    }

    /** Nanoseconds from the sending of the request until the end. */
    long elapsed() {
        return endedAt - started;
    }
}
