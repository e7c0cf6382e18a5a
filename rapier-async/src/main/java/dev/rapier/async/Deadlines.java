package dev.rapier.async;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of the process: a binary heap of deadlines and a daemon thread that sleeps until the first of them.
 * Most deadlines are removed before they come, so the thread is woken only for one that is earlier than the time it sleeps
 * to; a removed one costs it at most one needless look.
 */
final class Deadlines {
    private static final System.Logger LOG = System.getLogger("rapier.async");
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** A heap by time, {@link Deadline#index} is each one's place; under the lock. */
    private static @Nullable Deadline[] heap = new Deadline[64];

    private static int size;

    /** When the thread will look next; under the lock. */
    private static long wakeAt = CancelScope.NEVER;

    private static @Nullable Thread thread;

    private Deadlines() {}

    /** Gives a deadline its time, or another one. */
    static void set(Deadline deadline, long nanoTime) {
        Scheduling scheduling = deadline.scope.strand.scheduling;
        if (scheduling != null) {
            deadline.at = nanoTime;
            scheduling.schedule(deadline, nanoTime, () -> expire(deadline));
            return;
        }
        Thread wake = null;
        LOCK.lock();
        try {
            if (deadline.index >= 0) {
                removeAt(deadline.index);
            }
            deadline.at = nanoTime;
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            deadline.index = size;
            heap[size] = deadline;
            siftUp(size++);
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("rapier-deadlines").start(Deadlines::loop);
            } else if (nanoTime - wakeAt < 0) {
                wakeAt = nanoTime;
                wake = thread;
            }
        } finally {
            LOCK.unlock();
        }
        if (wake != null) {
            LockSupport.unpark(wake);
        }
    }

    static void remove(Deadline deadline) {
        Scheduling scheduling = deadline.scope.strand.scheduling;
        if (scheduling != null) {
            scheduling.unschedule(deadline);
            deadline.at = CancelScope.NEVER;
            return;
        }
        LOCK.lock();
        try {
            if (deadline.index >= 0) {
                removeAt(deadline.index);
            }
            deadline.at = CancelScope.NEVER;
        } finally {
            LOCK.unlock();
        }
    }

    private static void loop() {
        while (true) {
            Deadline due = null;
            long wait;
            LOCK.lock();
            try {
                Deadline first = heap[0];
                long now = System.nanoTime();
                if (first != null && first.at - now <= 0) {
                    removeAt(0);
                    due = first;
                }
                wakeAt = heap[0] == null ? now + Long.MAX_VALUE / 4 : at(0).at;
                wait = wakeAt - now;
            } finally {
                LOCK.unlock();
            }
            if (due != null) {
                expire(due);
            } else {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private static void expire(Deadline deadline) {
        try {
            deadline.pass();
        } catch (Throwable failure) { // without this thread no deadline would ever pass again
            LOG.log(System.Logger.Level.ERROR, "the deadline of " + deadline.scope + " could not be enforced", failure);
        }
    }

    private static Deadline at(int index) {
        Deadline deadline = heap[index];
        if (deadline == null) {
            throw new IllegalStateException("timer heap has a hole at " + index + " of " + size);
        }
        return deadline;
    }

    private static void removeAt(int index) {
        at(index).index = -1;
        Deadline last = at(--size);
        heap[size] = null;
        if (index < size) {
            put(last, index);
            siftDown(index);
            siftUp(last.index);
        }
    }

    private static void put(Deadline deadline, int index) {
        heap[index] = deadline;
        deadline.index = index;
    }

    private static void siftUp(int from) {
        Deadline deadline = at(from);
        int index = from;
        while (index > 0 && deadline.at - at((index - 1) / 2).at < 0) {
            put(at((index - 1) / 2), index);
            index = (index - 1) / 2;
        }
        put(deadline, index);
    }

    private static void siftDown(int from) {
        Deadline deadline = at(from);
        int index = from;
        while (true) {
            int child = 2 * index + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && at(child + 1).at - at(child).at < 0) {
                child++;
            }
            if (at(child).at - deadline.at >= 0) {
                break;
            }
            put(at(child), index);
            index = child;
        }
        put(deadline, index);
    }
}
