package dev.rapier.async;

import java.util.concurrent.ThreadFactory;

/** Where child tasks get their threads. */
final class VirtualThreads {
    private static final ThreadFactory FACTORY =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private VirtualThreads() {}

    static Thread start(Runnable task) {
        Thread thread = FACTORY.newThread(task);
        thread.start();
        return thread;
    }
}
