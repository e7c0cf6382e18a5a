package dev.rapier.async;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of the process: a binary heap of scopes by deadline and a daemon thread that sleeps until the first of them.
 * Most deadlines are removed before they come, so the thread is woken only for one that is earlier than the time it sleeps
 * to; a removed one costs it at most one needless look.
 */
final class Deadlines {
    private static final System.Logger LOG = System.getLogger("rapier.async");
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** A heap by deadline, {@link CancelScope#timerIndex} is each one's place; under the lock. */
    private static @Nullable CancelScope[] heap = new CancelScope[64];

    private static int size;

    /** When the thread will look next; under the lock. */
    private static long wakeAt = CancelScope.NEVER;

    private static @Nullable Thread thread;

    private Deadlines() {}

    /** Gives a scope its deadline, or another one. */
    static void set(CancelScope scope, long nanoTime) {
        Scheduling scheduling = scope.strand.scheduling;
        if (scheduling != null) {
            scope.deadline(nanoTime);
            scheduling.schedule(scope, nanoTime, () -> expire(scope));
            return;
        }
        Thread wake = null;
        LOCK.lock();
        try {
            if (scope.timerIndex >= 0) {
                removeAt(scope.timerIndex);
            }
            scope.deadline(nanoTime);
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            scope.timerIndex = size;
            heap[size] = scope;
            siftUp(size++);
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("rapier-deadlines").start(Deadlines::loop);
            } else if (scope.deadline() - wakeAt < 0) {
                wakeAt = scope.deadline();
                wake = thread;
            }
        } finally {
            LOCK.unlock();
        }
        if (wake != null) {
            LockSupport.unpark(wake);
        }
    }

    static void remove(CancelScope scope) {
        Scheduling scheduling = scope.strand.scheduling;
        if (scheduling != null) {
            scheduling.unschedule(scope);
            return;
        }
        LOCK.lock();
        try {
            if (scope.timerIndex >= 0) {
                removeAt(scope.timerIndex);
            }
        } finally {
            LOCK.unlock();
        }
    }

    private static void loop() {
        while (true) {
            CancelScope due = null;
            long wait;
            LOCK.lock();
            try {
                CancelScope first = heap[0];
                long now = System.nanoTime();
                if (first != null && first.deadline() - now <= 0) {
                    removeAt(0);
                    due = first;
                }
                wakeAt = heap[0] == null ? now + Long.MAX_VALUE / 4 : at(0).deadline();
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

    private static void expire(CancelScope scope) {
        try {
            scope.expire();
        } catch (Throwable failure) { // without this thread no deadline would ever pass again
            LOG.log(System.Logger.Level.ERROR, "the deadline of " + scope + " could not be enforced", failure);
        }
    }

    private static CancelScope at(int index) {
        CancelScope scope = heap[index];
        if (scope == null) {
            throw new IllegalStateException("timer heap has a hole at " + index + " of " + size);
        }
        return scope;
    }

    private static void removeAt(int index) {
        at(index).timerIndex = -1;
        CancelScope last = at(--size);
        heap[size] = null;
        if (index < size) {
            put(last, index);
            siftDown(index);
            siftUp(last.timerIndex);
        }
    }

    private static void put(CancelScope scope, int index) {
        heap[index] = scope;
        scope.timerIndex = index;
    }

    private static void siftUp(int from) {
        CancelScope scope = at(from);
        int index = from;
        while (index > 0 && scope.deadline() - at((index - 1) / 2).deadline() < 0) {
            put(at((index - 1) / 2), index);
            index = (index - 1) / 2;
        }
        put(scope, index);
    }

    private static void siftDown(int from) {
        CancelScope scope = at(from);
        int index = from;
        while (true) {
            int child = 2 * index + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && at(child + 1).deadline() - at(child).deadline() < 0) {
                child++;
            }
            if (at(child).deadline() - scope.deadline() >= 0) {
                break;
            }
            put(at(child), index);
            index = child;
        }
        put(scope, index);
    }
}
