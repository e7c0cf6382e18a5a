package dev.rapier.test;

import dev.rapier.async.Task;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread of a {@link VirtualTime}. Its fields are under the lock of that, but for the volatile ones. */
final class Actor {
    enum State {
        READY,
        RUNNING,
        PARKED,
        RESTING
    }

    private final Object body;
    private final @Nullable Thread thread;
    State state = State.READY;

    /** Whether an unpark came while it was not parked. */
    boolean permit;

    /** Whether it runs without the turn, in foreign code. */
    boolean outside;

    /** What ends its park. */
    Timers.@Nullable Timer timer;

    /** What it waits for while it is resting, and the time that goes with it. */
    Rest rest = Rest.IDLE;

    long restUntil;
    private boolean started;

    /** Given by whoever passes the turn on, taken by the thread. */
    private volatile boolean granted;

    /** Whether the thread, which waits for its turn, has seen an interrupt; written by the thread. */
    volatile boolean interrupted;

    Actor(Object body, @Nullable Thread thread) {
        this.body = body;
        this.thread = thread;
        this.started = thread != null && thread.getState() != Thread.State.NEW;
    }

    /** Lets the thread go on. */
    void grant() {
        if (thread == null) {
            return;
        }
        if (started) {
            granted = true;
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
    }

    /** Called by the thread: whether it may go on. */
    boolean takeGrant() {
        boolean taken = granted;
        if (taken) {
            granted = false;
        }
        return taken;
    }

    /** Whether somebody interrupted the thread, be it that it has seen it or not. */
    boolean isInterrupted() {
        return interrupted || (thread != null && thread.isInterrupted());
    }

    String label() {
        return body instanceof Task<?> task ? "task " + task.name() : "a thread";
    }

    StackTraceElement[] stack() {
        return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    }
}
