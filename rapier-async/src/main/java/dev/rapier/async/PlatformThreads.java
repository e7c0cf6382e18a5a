package dev.rapier.async;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;

/**
 * The pool for {@link Async#toThread}: as many daemon threads as there are cores, since its work is the kind that keeps a core
 * busy. Who waits for a place is a parked task, so the callers bound the queue. While one of its threads waits in a call of
 * Rapier another one takes its place: what it waits for may be queued behind it.
 */
final class PlatformThreads {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** How many threads there are at most, those that wait included; beyond that the queue waits, too. */
    private static final int MOST = CORES + 1000;

    private static final ForkJoinPool POOL = new ForkJoinPool(
            CORES,
            PlatformThreads::newThread,
            null,
            true, // first come, first served
            CORES,
            MOST,
            CORES,
            saturated -> true,
            1,
            TimeUnit.MINUTES);

    private PlatformThreads() {}

    private static ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("rapier-cpu-" + thread.getPoolIndex());
        return thread;
    }

    static Executor pool() {
        return POOL;
    }

    /** Whether this is a thread of the pool: it needs no second one. */
    static boolean isCurrent() {
        return Thread.currentThread() instanceof ForkJoinWorkerThread worker && worker.getPool() == POOL;
    }

    /** Runs a wait of one of the pool's threads, whose place another one takes meanwhile. */
    static void waitReplaced(Runnable wait) {
        try {
            ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                @Override
                public boolean block() {
                    wait.run();
                    return true;
                }

                @Override
                public boolean isReleasable() {
                    return false;
                }
            });
        } catch (InterruptedException e) { // only a blocker throws it, and this one does not
            throw new AssertionError(e);
        }
    }
}
