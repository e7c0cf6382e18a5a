package dev.rapier.async;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A generator that works ahead of its consumer, in a task of its own: a ring with one writer and one reader, who wait only when it
 * is full or empty. The writer goes on when half of it is free again, so that the two do not wake each other for each value.
 */
final class ReadAhead<T extends @Nullable Object> {
    private static final int RUNS = 0;
    private static final int WAITS = 1;
    private static final int CLOSED = 2;

    private final @Nullable Object[] ring;
    private final int mask;
    private final int capacity;
    private final Waiter consumer = new Waiter();
    private volatile @Nullable Waiter producer;

    /** How many have been taken; written by the consumer. */
    private volatile long taken;

    /** How many have been put; written by the producer. */
    private volatile long put;

    /** The producer's last look at {@link #taken}, and the consumer's at {@link #put}. */
    private long seenTaken;

    private long seenPut;
    private volatile boolean consumerWaits;

    /** Whether the producer runs, waits for room, or was closed while it waited. */
    private final AtomicInteger producerState = new AtomicInteger(RUNS);

    /** Set by the producer when it is through, with what it threw. */
    private volatile boolean ended;

    private @Nullable Throwable failure;

    private ReadAhead(int capacity) {
        int size = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        this.ring = new Object[size];
        this.mask = size - 1;
        this.capacity = capacity;
    }

    static <T extends @Nullable Object> AsyncGenerator<T> of(AsyncGenerator<T> source, int capacity) {
        if (capacity < 1 || capacity > 1 << 30) {
            throw new IllegalArgumentException("a buffer has at least 1 place and at most 2^30, not " + capacity);
        }
        return AsyncGenerator.of(out -> Group.run(
                "a buffered generator",
                group -> {
                    new ReadAhead<T>(capacity).run(group, source, out);
                    return true;
                },
                null));
    }

    private void run(Group group, AsyncGenerator<T> source, Yield<T> out) {
        Task<?> task = group.start("buffered generator", () -> produce(source));
        try {
            while (hasNext()) {
                out.yield(take());
            }
        } finally {
            Waiter waiting = producer;
            if (waiting != null && producerState.compareAndSet(WAITS, CLOSED)) {
                waiting.wake(); // its yield ends the body, as that of any generator whose consumer has had enough
            } else {
                task.cancel("the consumer of the generator has ended");
            }
        }
        Throwable thrown = failure;
        if (thrown != null) {
            if (thrown instanceof ChildCancelled) {
                Parking.throwIfCancelled(Strand.find()); // its task shares our scope: it was our own cancel
            }
            throw Failures.sneaky(thrown);
        }
    }

    // --- the producer's side

    private Void produce(AsyncGenerator<T> source) {
        producer = new Waiter();
        try {
            Predicate<T> sink = this::offer;
            source.forEachWhile(sink);
        } catch (
                Cancellation
                        e) { // the consumer's own cancel, or one of this task alone, which the consumer must hear of
            failure = new ChildCancelled("the generator's task was cancelled: " + e.reason(), e);
            throw e;
        } catch (Throwable thrown) { // the consumer's, after the values that came before it
            failure = thrown;
        } finally {
            ended = true;
            if (consumerWaits) {
                consumer.wake();
            }
        }
        return Failures.nothing();
    }

    private boolean offer(T value) {
        long next = put;
        if (next - seenTaken >= capacity) {
            seenTaken = taken;
            if (next - seenTaken >= capacity && !awaitRoom(next)) {
                return false;
            }
        }
        ring[(int) next & mask] = value;
        put = next + 1;
        if (consumerWaits) {
            consumer.wake();
        }
        return true;
    }

    /** False when the consumer wants no more. */
    private boolean awaitRoom(long next) {
        producerState.set(WAITS);
        boolean open;
        try {
            Parking.await(
                    "a full buffer",
                    () -> producerState.get() == CLOSED || next - taken <= capacity / 2,
                    CancelScope.NEVER);
        } finally {
            open = producerState.compareAndSet(WAITS, RUNS);
        }
        seenTaken = taken;
        return open;
    }

    // --- the consumer's side

    /** Whether there is a value, waiting for one. */
    private boolean hasNext() {
        long next = taken;
        if (next < seenPut) {
            return true;
        }
        seenPut = put;
        if (next < seenPut) {
            return true;
        }
        consumerWaits = true;
        try {
            Parking.await("an empty buffer", () -> next < put || ended, CancelScope.NEVER);
        } finally {
            consumerWaits = false;
        }
        seenPut = put; // after the look at ended: what came before the end counts
        return next < seenPut;
    }

    @SuppressWarnings("unchecked") // only offer writes to the ring
    private T take() {
        long next = taken;
        int index = (int) next & mask;
        T value = (T) ring[index];
        ring[index] = null;
        taken = next + 1;
        Waiter waiting = producer;
        if (waiting != null && producerState.get() == WAITS && put - next - 1 <= capacity / 2) {
            waiting.wake();
        }
        return value;
    }
}
