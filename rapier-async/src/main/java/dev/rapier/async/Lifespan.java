package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * From the beginning of a task to its end, an atomic step each: it begins by writing its thread where none was, or is ended there by who cancels
 * it before that; it ends by its outcome. Who cancels a task marks it and then looks for the outcome; the task writes its outcome
 * and then looks for a mark. So one of them sees the other, and no interrupt comes after the end.
 */
abstract sealed class Lifespan<T extends @Nullable Object> extends InterruptStatus<T> permits Delivery {
    private static final VarHandle THREAD;

    static {
        try {
            THREAD = MethodHandles.lookup().findVarHandle(Lifespan.class, "thread", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** In the place of a thread: none runs the body any more. */
    private static final Thread GONE = Thread.ofVirtual().unstarted(() -> {});

    /** Who runs the body; null before it begins, {@link #GONE} when it has ended. */
    private volatile @Nullable Thread thread;

    /** A task that has no scope of its own yet. */
    Lifespan(@Nullable Scheduling scheduling, CancelScope around) {
        super(scheduling, around);
    }

    /** A task in no group. */
    Lifespan(@Nullable Scheduling scheduling, @Nullable CancelScope around, @Nullable Site madeAt) {
        super(scheduling, around, madeAt);
    }

    /** Who runs the body now. */
    final @Nullable Thread thread() {
        Thread running = thread;
        return running == GONE ? null : running;
    }

    /** Notes who runs the body; false where it was ended before it began. */
    final boolean begin(Thread current) {
        if (THREAD.compareAndSet(this, null, current)) {
            return true;
        }
        synchronized (this) { // who ended it has this until the outcome is there
            return false;
        }
    }

    /** Ends the task with its outcome, on its own thread. */
    final void complete(Outcome<T> outcome) {
        if (effectiveOutermost() != null) {
            outermost(); // keeps the reason
        }
        endOutermost();
        Object waiting = end(outcome);
        if (effective() != null) { // who marks it later finds the outcome and does not interrupt
            synchronized (this) {
                takeBackInterrupt(); // this thread goes back clean to whoever owns it (rule R18)
            }
        }
        announce(outcome, waiting); // which may wait, for a lock
        THREAD.setRelease(this, GONE);
    }

    /** Ends a task that was cancelled before it began, unless it begins at this moment and sees the cancel itself (rule R8). */
    final void endBeforeBegin(String reason) {
        var outcome = new Outcome.Cancelled<T>(new Cancellation(reason));
        Object waiting;
        synchronized (this) {
            if (!THREAD.compareAndSet(this, null, GONE)) {
                return;
            }
            endOutermost();
            waiting = end(outcome);
        }
        neverBegan();
        announce(outcome, waiting);
    }

    private void endOutermost() {
        CancelScope own = outermostOrNull();
        if (own != null) {
            own.end();
        }
    }

    private void announce(Outcome<T> outcome, @Nullable Object waiting) {
        leave();
        CancelScope own = outermostOrNull();
        if (own != null) {
            own.removeFromTimer(); // when nobody outside can give it a grace time any more
        }
        tell(waiting); // before the group hears of it: who listens is served before the group ends
        ended(outcome);
    }

    /** Called where the body will never run. */
    abstract void neverBegan();

    /** Called when the outcome is set, on whichever thread set it: the task leaves the scope around it. */
    abstract void leave();

    /** Called when the outcome is set and those who listen were told, on whichever thread set it. */
    abstract void ended(Outcome<T> outcome);
}
