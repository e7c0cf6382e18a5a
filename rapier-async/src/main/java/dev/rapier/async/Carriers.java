package dev.rapier.async;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Debug mode's look at the threads that carry virtual ones: there are as many as there are cores, and a task that computes, or waits
 * pinned, keeps one from all others. A thread of its own samples the tasks that run and reports, once for each occurrence, who
 * held the same carrier for too long. Work on platform threads is not its affair, nor are worlds of test kits, which have a
 * watchdog.
 */
final class Carriers {
    /** The samples take at most that part of a core. */
    private static final int SHARE = 50;

    private static final ScopedValue<Hold> HOLD = ScopedValue.newInstance();
    private static final Set<Hold> RUNNING = ConcurrentHashMap.newKeySet();
    private static final long SLOW = Debug.slow().toNanos();

    static {
        if (SLOW > 0) {
            Thread.ofPlatform().daemon().name("rapier-debug").start(Carriers::watch);
        }
    }

    private Carriers() {}

    /** Runs a task's body on the calling thread, which bears the task's name meanwhile if it is a virtual one. */
    static void run(Strand<?> task, Runnable body) {
        Thread thread = Thread.currentThread();
        if (!thread.isVirtual()) {
            body.run();
            return;
        }
        String before = thread.getName();
        thread.setName(task.name());
        try {
            if (task.scheduling == null) {
                watched(new Hold(task, thread), body);
            } else {
                body.run();
            }
        } finally {
            thread.setName(before);
        }
    }

    private static void watched(Hold hold, Runnable body) {
        RUNNING.add(hold);
        try {
            ScopedValue.where(HOLD, hold).run(body);
        } finally {
            RUNNING.remove(hold);
        }
    }

    /** Called by a task when it lets go of its carrier in one of Rapier's calls. */
    static void released() {
        if (HOLD.isBound()) {
            AtomicInteger releases = HOLD.get().releases;
            releases.lazySet(releases.getPlain() + 1); // it alone writes
        }
    }

    private static void watch() {
        while (true) {
            long began = System.nanoTime();
            for (Hold hold : RUNNING) {
                hold.sample(began);
            }
            LockSupport.parkNanos(Math.max(SLOW / Occupancy.AGREEING, (System.nanoTime() - began) * SHARE));
        }
    }

    /** A task on its virtual thread. All but the counter belongs to the thread that samples. */
    private static final class Hold {
        private final Strand<?> task;
        private final Thread thread;
        private final AtomicInteger releases = new AtomicInteger();
        private final Occupancy occupancy = new Occupancy(SLOW);

        Hold(Strand<?> task, Thread thread) {
            this.task = task;
            this.thread = thread;
        }

        void sample(long now) {
            String carrier = task.waitsFor() == null ? carrierOf(thread.toString()) : null;
            if (occupancy.sample(now, carrier, releases.get())) {
                Warnings.mention(text(Duration.ofNanos(occupancy.heldAt(now))));
            }
        }

        private String text(Duration held) {
            boolean pinned = switch (thread.getState()) {
                case BLOCKED, WAITING, TIMED_WAITING -> true;
                case NEW, RUNNABLE, TERMINATED -> false;
            };
            var text = new StringBuilder("task ")
                    .append(task.name())
                    .append(task.madeAtInBrackets())
                    .append(" has held a carrier thread for ")
                    .append(held.toMillis())
                    .append(
                            pinned
                                    ? " ms while it waits: a native call or a class initializer pins it, which belongs into"
                                            + " toThread. It is in"
                                    : " ms without waiting; computations belong into toThread. It is in");
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (!TreeText.isMachinery(frame.getClassName())) {
                    text.append("\n    at ").append(frame);
                }
            }
            return text.toString();
        }
    }

    /**
     * What carries a virtual thread, out of its text: {@code VirtualThread[#22,name]/runnable@ForkJoinPool-1-worker-1}; null where
     * nothing does. There is no other way to tell, short of a dump of all threads: a thread that only waits for a core is
     * {@code RUNNABLE} as well.
     */
    static @Nullable String carrierOf(String thread) {
        int state = thread.lastIndexOf("]/");
        int at = thread.indexOf('@', Math.max(0, state));
        return state < 0 || at < 0 ? null : thread.substring(at + 1);
    }
}
