package dev.rapier.vertx;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads of CPU-bound handlers: as many as there are cores, so that computing can't starve the carriers,
 * which are not time-sliced. What waits is bounded; more is refused.
 */
final class CpuPool implements AutoCloseable {
    private static final int MAX_WAITING = 256;

    private final ExecutorService threads;

    CpuPool() {
        int cores = Runtime.getRuntime().availableProcessors();
        var pool = new ThreadPoolExecutor(
                cores,
                cores,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().name("rapier-cpu-", 0).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    /** @throws java.util.concurrent.RejectedExecutionException if too many wait already */
    void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
