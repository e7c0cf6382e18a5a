package dev.rapier.web.limit;

import dev.rapier.async.Async;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Bounds the requests that are worked on at once, between two limits, by additive increase and multiplicative decrease. What
 * it watches is whether the machine keeps up: a {@link Pulse} tells how late a sleeping thread got a processor. Late twice in
 * a row (once may be the garbage collector): the limit shrinks by a quarter. In time, and the limit was reached: it grows by
 * a sixteenth. It begins at its maximum.
 *
 * <p>What comes above the limit waits in line, for the queue time at most. The line is for bursts, not for load: when it has
 * not been empty for the queue time, or is full, newcomers are refused at once.
 */
public final class InFlightLimit {
    /** Later than this, the processors are overloaded. */
    static final Duration LATE = Duration.ofMillis(100);

    private final int min;
    private final int max;
    private final int longestLine;
    private final long queueNanos;
    private final LongSupplier nanoTime;
    private final Permits permits;
    private final AtomicInteger waiting = new AtomicInteger();

    /** Set by a thread that found no permit; taken back by the pulse. */
    private volatile boolean reached;

    /** When the line was last seen empty. */
    private volatile long lineEmptyAt;

    /** Written by the pulse alone. */
    private volatile int limit;

    /** Whether the pulse was late the last time; owned by the pulse. */
    private boolean wasLate;

    /** Permits to take away as soon as they are free would be debts of the semaphore; it keeps them itself, below zero. */
    private static final class Permits extends Semaphore {
        private static final long serialVersionUID = 1L;

        Permits(int count) {
            super(count, true);
        }

        void takeAway(int count) {
            reducePermits(count);
        }
    }

    /** A limit that measures its queue with a clock of nanoseconds. */
    public InFlightLimit(int min, int max, int longestLine, Duration queueTime, LongSupplier nanoTime) {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(
                    "The in-flight limit must be at least 1 and its minimum not above its maximum, not " + min + " to "
                            + max);
        }
        this.min = min;
        this.max = max;
        this.longestLine = longestLine;
        this.queueNanos = queueTime.toNanos();
        this.nanoTime = nanoTime;
        this.permits = new Permits(max);
        this.limit = max;
        this.lineEmptyAt = nanoTime.getAsLong();
    }

    /** The limit now. */
    public int limit() {
        return limit;
    }

    /** How many wait for a place now. */
    public int waiting() {
        return waiting.get();
    }

    /** Takes a place if one is free and nobody waits for it. Never blocks. */
    public boolean tryEnter() {
        if (waiting.get() == 0 && permits.tryAcquire()) {
            return true;
        }
        reached = true;
        return false;
    }

    /** Whether it makes no sense to wait. Never blocks. */
    public boolean refuses() {
        int line = waiting.get();
        return line >= longestLine || (line > 0 && nanoTime.getAsLong() - lineEmptyAt > queueNanos);
    }

    /**
     * Waits for a place; false when the queue time has passed.
     *
     * @throws dev.rapier.async.Cancellation if the task is cancelled
     */
    public boolean enter() {
        if (waiting.getAndIncrement() == 0) {
            lineEmptyAt = nanoTime.getAsLong();
        }
        try {
            return permits.tryAcquire(queueNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Gives a place back. */
    public void leave() {
        permits.release();
    }

    /** What the pulse felt. Called by one thread at a time. */
    public void felt(Duration lateness) {
        if (waiting.get() == 0) {
            lineEmptyAt = nanoTime.getAsLong();
        }
        int before = limit;
        boolean late = lateness.compareTo(LATE) > 0;
        if (late && wasLate) {
            limit = Math.max(min, before - before / 4);
        } else if (!late && reached) {
            limit = Math.min(max, before + Math.max(1, before / 16));
        }
        wasLate = late;
        reached = false;
        if (limit < before) {
            permits.takeAway(before - limit);
        } else if (limit > before) {
            permits.release(limit - before);
        }
    }
}
