package dev.rapier.async;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The pool for {@link Async#toThread}: as many daemon threads as there are cores, since its work is the kind that keeps a core
 * busy. Who waits for a place is a parked task, so the callers bound the queue.
 */
final class PlatformThreads {
    private static final ExecutorService POOL = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("rapier-cpu-", 0).factory());

    private PlatformThreads() {}

    static Executor pool() {
        return POOL;
    }

    /** Whether this is a thread of the pool: waiting for a second one from here could starve the pool. */
    static boolean isCurrent() {
        return Thread.currentThread().getName().startsWith("rapier-cpu-")
                && !Thread.currentThread().isVirtual();
    }
}
