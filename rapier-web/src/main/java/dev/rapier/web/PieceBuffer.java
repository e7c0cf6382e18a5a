package dev.rapier.web;

import dev.rapier.async.Async;
import dev.rapier.async.TaskGroup;
import dev.rapier.web.engine.BodyStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts small pieces of a body together. What a generator does next can't be known: it may yield again in a microsecond or in
 * a minute. So a piece that comes after a silence goes out at once, pieces that follow closely are gathered, and a task
 * beside the generator sends what has lain for too long.
 */
final class PieceBuffer {
    /** A chunk of this size costs little more than its bytes. */
    static final int CAPACITY = 16 << 10;

    /** Pieces from this size on are not worth copying. */
    static final int LARGE = 8 << 10;

    /** The longest that a piece lies here, and the silence after which one goes out at once. */
    static final Duration LINGER = Duration.ofMillis(20);

    /** How long the head waits for a first piece. */
    static final Duration HEAD_DELAY = Duration.ofMillis(500);

    private final Supplier<BodyStream> open;
    private final ReentrantLock lock = new ReentrantLock();

    // All below is guarded by the lock.
    private @Nullable BodyStream stream;
    private byte[] buffer = new byte[512];
    private int size;
    private long filledSince;
    private long lastWrite;
    private long bytesWritten;
    private @Nullable Throwable writeFailure;
    private boolean flowing;
    private @Nullable TaskGroup group;

    PieceBuffer(Supplier<BodyStream> open) {
        this.open = open;
    }

    /** Sees to it that nothing lies here for long: from now on until the group ends. */
    void keepFlowing(TaskGroup tasks) {
        group = tasks;
        tasks.background(() -> {
            Async.sleep(HEAD_DELAY);
            locked(this::stream);
        });
    }

    /** Takes a piece; blocks while the client reads more slowly than pieces come. */
    void add(byte[] piece) {
        if (piece.length == 0) {
            return;
        }
        locked(() -> {
            if (piece.length >= LARGE) {
                writeOut();
                write(piece);
                return;
            }
            if (size + piece.length > CAPACITY) {
                writeOut();
            }
            append(piece);
            if (stream == null || System.nanoTime() - lastWrite > LINGER.toNanos()) {
                writeOut();
            } else if (!flowing && group != null) {
                flowing = true;
                group.background(this::flow);
            }
        });
    }

    /** Sends what is here, at least the head. */
    void flush() {
        locked(() -> {
            stream();
            writeOut();
        });
    }

    /** Ends the body. */
    void end() {
        locked(() -> stream().end());
    }

    /** Breaks the body off if it has begun. */
    void abort() {
        lock.lock();
        try {
            if (stream != null) {
                stream.abort();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean opened() {
        lock.lock();
        try {
            return stream != null;
        } finally {
            lock.unlock();
        }
    }

    long bytesWritten() {
        lock.lock();
        try {
            return bytesWritten;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a failure came from the client's side and not from the source. */
    boolean isWriteFailure(Throwable failure) {
        lock.lock();
        try {
            return writeFailure == failure;
        } finally {
            lock.unlock();
        }
    }

    /** Runs beside the generator while it yields in quick succession, and ends when it has paused. */
    private void flow() {
        while (true) {
            Async.sleep(LINGER);
            boolean[] idle = new boolean[1];
            locked(() -> {
                idle[0] = size == 0;
                if (size > 0 && System.nanoTime() - filledSince >= LINGER.toNanos()) {
                    writeOut();
                }
                flowing = !idle[0];
            });
            if (idle[0]) {
                return;
            }
        }
    }

    private void append(byte[] piece) {
        if (size == 0) {
            filledSince = System.nanoTime();
        }
        if (size + piece.length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(CAPACITY, Math.max(2 * buffer.length, size + piece.length)));
        }
        System.arraycopy(piece, 0, buffer, size, piece.length);
        size += piece.length;
    }

    private void writeOut() {
        if (size > 0) {
            byte[] chunk = Arrays.copyOf(buffer, size);
            size = 0;
            write(chunk);
        }
    }

    private void write(byte[] chunk) {
        try {
            stream().write(chunk);
        } catch (RuntimeException failure) {
            writeFailure = failure;
            throw failure;
        }
        bytesWritten += chunk.length;
        lastWrite = System.nanoTime();
    }

    private BodyStream stream() {
        BodyStream opened = stream;
        if (opened == null) {
            opened = open.get();
            stream = opened;
        }
        return opened;
    }

    private void locked(Runnable body) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        }
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }
}
