package dev.rapier.async;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Lets tasks wait, without their lock, until another task says that something has changed. As {@code asyncio.Condition}.
 *
 * <pre>{@code
 * String next = lock.withLock(() -> {
 *     notEmpty.await(() -> !queue.isEmpty());
 *     return queue.remove();
 * });
 * }</pre>
 */
public final class AsyncCondition {
    private final AsyncLock lock;
    private final WaitLine<WaitLine.Place> line = new WaitLine<>();

    /** A condition of a lock. */
    public AsyncCondition(AsyncLock lock) {
        this.lock = Objects.requireNonNull(lock, "lock");
    }

    /**
     * Gives the lock back, waits for a signal, and takes the lock again, as often as it was held; also when it throws. Other
     * tasks may have run in between: prefer {@link #await(BooleanSupplier)}.
     *
     * @throws Cancellation if the task is or becomes cancelled before it is signalled
     * @throws IllegalStateException if the caller does not have the lock
     */
    public void await() {
        lock.checkOwner();
        Parking.throwIfCancelled(Strand.find());
        WaitLine.Place place = new WaitLine.Place(line);
        synchronized (line) {
            line.add(place);
        }
        int holds = lock.release();
        try {
            place.await(this);
        } finally {
            lock.retake(holds);
        }
    }

    /** Waits until the predicate holds; it is called with the lock held, first at once and then after each signal. */
    public void await(BooleanSupplier predicate) {
        Objects.requireNonNull(predicate, "predicate");
        lock.checkOwner();
        while (!predicate.getAsBoolean()) {
            await();
        }
    }

    /**
     * Wakes the one that has waited longest, if one waits. asyncio's {@code notify}.
     *
     * @throws IllegalStateException if the caller does not have the lock
     */
    public void signal() {
        signal(1);
    }

    /**
     * Wakes as many as that, in the order of their coming.
     *
     * @throws IllegalArgumentException if the count is negative
     * @throws IllegalStateException if the caller does not have the lock
     */
    public void signal(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative: " + count);
        }
        lock.checkOwner();
        synchronized (line) {
            int left = count;
            while (left > 0 && line.giveFirst() != null) {
                left--;
            }
        }
    }

    /** Wakes all. asyncio's {@code notify_all}. */
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    /** The condition, for people. */
    @Override
    public String toString() {
        return "a condition of " + lock;
    }
}
