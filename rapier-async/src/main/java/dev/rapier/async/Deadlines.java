package dev.rapier.async;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of the process: a binary heap of deadlines and a daemon thread that sleeps until the first of them.
 * Most deadlines are removed before they come, so the thread is woken only for one that is earlier than the time it sleeps
 * to; a removed one costs it at most one needless look.
 *
 * <p>Tasks run out of stack, in any call and with it in any call of a lock. Hence a monitor, which the JVM gives back whatever
 * happens, and under it, on a task's stack, code that calls nothing: what calls nothing can't overflow half-way.
 */
final class Deadlines {
    private static final System.Logger LOG = System.getLogger("rapier.async");
    private static final Object LOCK = new Object();

    /** A heap by time, {@link Deadline#index} is each one's place; under the lock. */
    private static @Nullable Deadline[] heap = new Deadline[64];

    private static int size;

    /** When the thread will look next; under the lock. */
    private static long wakeAt = CancelScope.NEVER;

    /** Written under the lock. */
    private static volatile @Nullable Thread thread;

    private Deadlines() {}

    /** Gives a deadline its time, or another one. */
    static void set(Deadline deadline, long nanoTime) {
        Scheduling scheduling = deadline.scope.strand.scheduling;
        if (scheduling != null) {
            deadline.at = nanoTime;
            scheduling.schedule(deadline, nanoTime, () -> expire(deadline));
            return;
        }
        Thread timer = thread;
        if (timer == null) {
            timer = start();
        }
        if (change(deadline, nanoTime, true)) {
            LockSupport.unpark(timer);
        }
    }

    static void remove(Deadline deadline) {
        Scheduling scheduling = deadline.scope.strand.scheduling;
        if (scheduling != null) {
            scheduling.unschedule(deadline);
            deadline.at = CancelScope.NEVER;
            return;
        }
        change(deadline, CancelScope.NEVER, false);
    }

    private static Thread start() {
        synchronized (LOCK) {
            Thread timer = thread;
            if (timer == null) {
                timer = Thread.ofPlatform().daemon().name("rapier-deadlines").start(Deadlines::loop);
                thread = timer;
            }
            return timer;
        }
    }

    private static void loop() {
        while (true) {
            Deadline due = null;
            long wait;
            synchronized (LOCK) {
                long now = System.nanoTime();
                Deadline first = heap[0];
                if (first != null && first.at - now <= 0) {
                    change(first, first.at, false);
                    due = first;
                }
                Deadline next = heap[0];
                wakeAt = next == null ? now + Long.MAX_VALUE / 4 : next.at;
                wait = wakeAt - now;
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

    /**
     * Gives a deadline a time and its place in the heap, or takes it out. Calls nothing, see above.
     *
     * @param listed whether it is in the heap afterwards
     * @return whether the thread sleeps for too long now
     */
    private static boolean change(Deadline deadline, long nanoTime, boolean listed) {
        synchronized (LOCK) {
            deadline.at = nanoTime;
            int index = deadline.index;
            Deadline moving = deadline;
            if (listed) {
                if (index < 0) {
                    if (size == heap.length) {
                        @Nullable Deadline[] larger = new Deadline[size * 2];
                        for (int i = 0; i < size; i++) {
                            larger[i] = heap[i];
                        }
                        heap = larger;
                    }
                    index = size++;
                }
            } else {
                if (index < 0) {
                    return false;
                }
                deadline.index = -1;
                Deadline last = heap[--size];
                heap[size] = null;
                if (last == null || last == deadline) {
                    return false;
                }
                moving = last;
            }
            long at = moving.at;
            while (index > 0) { // up, as far as those above come later
                Deadline above = heap[(index - 1) / 2];
                if (above == null || at - above.at >= 0) {
                    break;
                }
                heap[index] = above;
                above.index = index;
                index = (index - 1) / 2;
            }
            while (2 * index + 1 < size) { // down, as far as those below come earlier
                int child = 2 * index + 1;
                Deadline below = heap[child];
                Deadline other = child + 1 < size ? heap[child + 1] : null;
                if (below != null && other != null && other.at - below.at < 0) {
                    below = other;
                    child++;
                }
                if (below == null || below.at - at >= 0) {
                    break;
                }
                heap[index] = below;
                below.index = index;
                index = child;
            }
            heap[index] = moving;
            moving.index = index;
            if (!listed || nanoTime - wakeAt >= 0) {
                return false;
            }
            wakeAt = nanoTime;
            return true;
        }
    }
}
