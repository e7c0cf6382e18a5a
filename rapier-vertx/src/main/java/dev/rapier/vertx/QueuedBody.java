package dev.rapier.vertx;

import dev.rapier.async.Async;
import dev.rapier.web.engine.BodyStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A streamed body between the thread that makes it and the event loop that sends it. Pieces written faster than the loop
 * takes them travel together; when more than 64 KiB have not yet left for the socket, {@link #write} waits.
 */
final class QueuedBody implements BodyStream {
    private static final int FULL = 64 << 10;

    private final IoLoop loop;
    private final Responder responder;
    private final ServerExchange exchange;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    // Guarded by the lock.
    private List<byte[]> pieces = new ArrayList<>();
    private int queued;
    private long unsent;
    private boolean scheduled;
    private boolean ended;
    private boolean aborted;
    private @Nullable String broken;

    // Owned by the loop.
    private boolean begun;
    private boolean finished;

    QueuedBody(IoLoop loop, Responder responder, ServerExchange exchange) {
        this.loop = loop;
        this.responder = responder;
        this.exchange = exchange;
    }

    @Override
    public void write(byte[] piece) {
        lock.lock();
        try {
            checkOpen();
            awaitRoom();
            if (piece.length > 0) {
                pieces.add(piece);
                queued += piece.length;
                unsent += piece.length;
                schedule();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() {
        while (unsent >= FULL) {
            if (loop.isCurrentThread()) {
                throw new IllegalStateException("A handler on the I/O thread can't wait for its client to read: "
                        + "stream from a handler that may block, or send less than 64 KiB");
            }
            try {
                room.await();
            } catch (InterruptedException e) {
                throw Async.cancelled(e);
            }
            checkOpen();
        }
    }

    private void checkOpen() {
        if (broken != null) {
            throw new UncheckedIOException(new IOException(broken));
        }
        if (ended || aborted) {
            throw new IllegalStateException("The body has ended");
        }
    }

    @Override
    public void end() {
        lock.lock();
        try {
            if (!ended && !aborted && broken == null) {
                ended = true;
                schedule();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abort() {
        lock.lock();
        try {
            if (!ended && !aborted && broken == null) {
                aborted = true;
                schedule();
            }
        } finally {
            lock.unlock();
        }
    }

    void abortUnlessEnded() {
        abort();
    }

    /** Has the loop send what is queued. */
    void schedule() {
        lock.lock();
        try {
            if (!scheduled) {
                scheduled = true;
                loop.execute(this::drain);
            }
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        List<byte[]> taken;
        int bytes;
        boolean last;
        boolean cut;
        lock.lock();
        try {
            scheduled = false;
            taken = pieces;
            pieces = new ArrayList<>();
            bytes = queued;
            queued = 0;
            last = ended;
            cut = aborted;
        } finally {
            lock.unlock();
        }
        exchange.recordSlice();
        if (exchange.isComplete() || finished) {
            return;
        }
        finished = last || cut;
        if (!begun) {
            begun = true;
            responder.begin(exchange);
        }
        if (cut) {
            responder.abort(exchange);
        } else {
            responder.send(exchange, taken, bytes, last, this);
        }
    }

    /** On the loop: bytes have left for the socket. */
    void sent(int bytes) {
        lock.lock();
        try {
            unsent -= bytes;
            if (unsent <= FULL / 2) {
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** On the loop: nothing more can be sent. */
    void gone(String reason) {
        lock.lock();
        try {
            if (broken == null) {
                broken = reason;
            }
            pieces = new ArrayList<>();
            queued = 0;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
