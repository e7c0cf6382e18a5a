package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * Whose interrupt it is that a thread bears: there is one flag for ours, the wake-up calls of cancels, and for those from outside, which cancel the
 * task (rule R9). What we set is noted before. Who was told of a cancel, by whatever means, may put the flag up: code puts back an
 * interrupt that it caught, aborts interrupt; that is the echo of ours. What is up without a note is from outside. Under this monitor.
 */
abstract sealed class InterruptStatus<T extends @Nullable Object> extends ScopeStack<T> permits Lifespan {
    /** Whether a flag that is up is ours, or the echo of a cancel. */
    private boolean ours;

    /** A task that has no scope of its own yet. */
    InterruptStatus(@Nullable Scheduling scheduling, CancelScope around) {
        super(scheduling, around);
    }

    /** A task in no group. */
    InterruptStatus(@Nullable Scheduling scheduling, @Nullable CancelScope around, @Nullable Site madeAt) {
        super(scheduling, around, madeAt);
    }

    /** Interrupts the task's thread. Returns whether somebody outside just did so. */
    final boolean interrupt(Thread running) {
        boolean outside = note(running);
        if (scheduling == null) {
            running.interrupt();
        } else {
            scheduling.interrupt(running);
        }
        return outside;
    }

    /** Interrupts the calling thread, which is the task's. */
    final void interruptHere() {
        note(Thread.currentThread());
        Thread.currentThread().interrupt();
    }

    /** To be called before the thread is told of a cancel: a flag that is up already stays whose it is. Returns whether that is somebody outside. */
    final boolean note(Thread running) {
        boolean outside = !ours && running.isInterrupted();
        ours = !outside;
        return outside;
    }

    /** Takes back an interrupt of ours, if the thread has not heard of it; one from outside stays. Called by the task. */
    final boolean takeBackInterrupt() {
        boolean up = ours && Thread.interrupted();
        ours = false;
        return up;
    }

    /** Clears the flag, whose ever it is; returns whether it was from outside. Called by the task. */
    final boolean clearInterrupt() {
        boolean outside = Thread.interrupted() && !ours;
        ours = false;
        expectEcho();
        return outside;
    }

    /** Who was told of a cancel may put the flag up at any time until it leaves the scope. Called by the task. */
    final void expectEcho() {
        if (!Thread.currentThread().isInterrupted()) {
            ours = wasTold();
        }
    }

    /** Whether the thread has been told of a cancel that still holds. */
    abstract boolean wasTold();
}
