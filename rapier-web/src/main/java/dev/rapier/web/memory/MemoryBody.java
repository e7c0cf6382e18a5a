package dev.rapier.web.memory;

import dev.rapier.async.Async;
import dev.rapier.web.engine.BodyStream;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The body of an answer in memory: holds a few pieces that the client has not read yet, then blocks the writer. */
final class MemoryBody implements BodyStream {
    /** Pieces that fit between writer and reader. */
    static final int CAPACITY = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All below is guarded by the lock.
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
    private boolean ended;
    private boolean broken;
    private boolean clientGone;

    /** A body that is there in one piece. */
    void whole(byte[] content) {
        lock.lock();
        try {
            if (content.length > 0) {
                pieces.add(content);
            }
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(byte[] piece) {
        lock.lock();
        try {
            while (pieces.size() == CAPACITY && !clientGone) {
                changed.await();
            }
            if (clientGone) {
                throw new UncheckedIOException("The client has gone", new EOFException("connection closed"));
            }
            pieces.add(piece);
            changed.signalAll();
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        finish(false);
    }

    @Override
    public void abort() {
        finish(true);
    }

    private void finish(boolean cut) {
        lock.lock();
        try {
            ended = true;
            broken = cut;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void clientGone() {
        lock.lock();
        try {
            clientGone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean broken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    /** The next piece; empty at the end. */
    Optional<byte[]> next(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (pieces.isEmpty() && !ended) {
                if (left <= 0) {
                    throw new IllegalStateException("No piece of the body within " + patience.toSeconds() + " s");
                }
                left = changed.awaitNanos(left);
            }
            byte @Nullable [] piece = pieces.poll();
            changed.signalAll();
            return Optional.ofNullable(piece);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading a body", e);
        } finally {
            lock.unlock();
        }
    }
}
