package dev.rapier.async;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Where tasks get their threads. */
final class VirtualThreads {
    private static final ThreadFactory FACTORY =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private VirtualThreads() {}

    static Thread start(@Nullable Scheduling scheduling, Runnable task) {
        if (scheduling != null) {
            return scheduling.start(task);
        }
        Thread thread = FACTORY.newThread(task);
        thread.start();
        return thread;
    }

    static void execute(@Nullable Scheduling scheduling, Executor executor, Runnable task) {
        if (scheduling == null) {
            executor.execute(task);
        } else {
            scheduling.execute(executor, task);
        }
    }
}
