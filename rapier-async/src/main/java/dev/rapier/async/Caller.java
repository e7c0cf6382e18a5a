package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** Who runs the calling code, for messages. */
final class Caller {
    private Caller() {}

    /** {@code task b} or, outside any task, {@code thread main}. */
    static String name() {
        Strand<?> strand = Strand.find();
        return strand == null ? "thread " + Thread.currentThread().getName() : "task " + strand.name();
    }

    /** Whether the calling code runs in another task than that one, be it on the same thread. */
    static boolean isOther(@Nullable Strand<?> strand, Thread thread) {
        return Thread.currentThread() != thread
                || (strand == null ? Strand.find() instanceof ChildTask<?> : strand.isLent());
    }

    /** Who that thread and task are. */
    static String name(@Nullable Strand<?> strand, Thread thread) {
        return strand == null ? "thread " + thread.getName() : "task " + strand.name();
    }
}
