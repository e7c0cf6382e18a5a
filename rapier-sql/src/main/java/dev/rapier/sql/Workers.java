package dev.rapier.sql;

import dev.rapier.async.Coroutine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads for databases that run in this program: their calls compute and read files, and would keep a carrier from
 * all other virtual threads meanwhile. The virtual thread that calls parks.
 *
 * <p>There is a thread for each connection of the pool, which does one thing at a time. With fewer, the holder of a lock could
 * wait for a thread while those threads wait for its lock.
 */
final class Workers implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    Workers(int connections, String name) {
        threads = new ThreadPoolExecutor(
                connections,
                connections,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name, 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs work on such a thread and waits for its end, also when interrupted: a database's file would not survive one. */
    <T extends @Nullable Object> T run(Coroutine<? extends T> work) throws Exception {
        var done = new CompletableFuture<T>();
        threads.execute(() -> {
            try {
                done.complete(work.run());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case Exception failure -> throw withCaller(failure);
                case Error failure -> throw withCaller(failure);
                case null, default -> throw e;
            }
        }
    }

    /** A failure says who asked, too, and not only which thread worked on it. */
    private static <E extends Throwable> E withCaller(E failure) {
        var there = failure.getStackTrace();
        var here = new Throwable().getStackTrace();
        var both = new StackTraceElement[there.length + here.length];
        System.arraycopy(there, 0, both, 0, there.length);
        System.arraycopy(here, 0, both, there.length, here.length);
        failure.setStackTrace(both);
        return failure;
    }

    /** Ends the threads when what they do is done. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
