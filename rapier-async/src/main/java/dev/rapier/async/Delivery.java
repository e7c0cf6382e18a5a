package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a cancel reaches the thread of a task: by an interrupt, by the hook of a call that wants none, not at all below a shield or
 * while the thread is lent. It holds that {@link #delivered} is what the thread was told last; that it is told once of each cancel,
 * of a mark that it can see, under this monitor, which who leaves a scope takes too, so that nothing comes later; and that where
 * the innermost scope is not cancelled nothing is delivered and the thread's interrupt status is clear, unless set from outside.
 */
abstract sealed class Delivery<T extends @Nullable Object> extends Lifespan<T> permits Appearance {
    /** Whether a child runs on this task's thread meanwhile, which cancels must not interrupt on our account (but an abort is called); written by the task under this monitor. */
    private boolean lent;

    /** The cancel that the thread has been told of; under this monitor. */
    private @Nullable CancelReason delivered;

    /** Made when there is something to keep in it; under this monitor. */
    private volatile @Nullable Extras extras;

    /** A task that has no scope of its own yet. */
    Delivery(@Nullable Scheduling scheduling, CancelScope around) {
        super(scheduling, around);
    }

    /** A task in no group. */
    Delivery(@Nullable Scheduling scheduling, @Nullable CancelScope around, @Nullable Site madeAt) {
        super(scheduling, around, madeAt);
    }

    // --- from scope to scope: called by the task

    /** Makes a scope the innermost one. */
    final void enter(CancelScope inner) {
        inner.attach();
        Shield shield = inner.shield();
        if (shield == null) {
            // a cancel that still finds the old one came through it and has marked it, since nobody else knows of the
            // new one
            innermostSoon(inner);
            return;
        }
        synchronized (this) {
            shield.deliveredBefore = delivered;
            shield.interruptBefore = takeBackInterrupt();
            delivered = null;
            innermost(inner);
            settle(); // the grace time may be over by now
        }
    }

    /**
     * Leaves the innermost scope. Afterwards the thread's interrupt status is clear unless an outer scope is cancelled and
     * the thread has not been told of it yet (rules R3 and R18).
     */
    final void exit(CancelScope inner) {
        inner.close();
        synchronized (this) {
            innermostSoon(Objects.requireNonNull(inner.outer));
            Shield shield = inner.shield();
            if (shield != null) {
                takeBackInterrupt();
                delivered = shield.deliveredBefore;
                expectEcho();
                if (shield.interruptBefore) {
                    interruptHere();
                }
            }
            settle();
        }
    }

    /**
     * Takes the task out of its own scopes: a cancel of it that has been is over, and those of the scope around it are what reaches it.
     * For what is to be done about its end. Returns the scope to {@linkplain #standInside come back} to.
     */
    final @Nullable CancelScope standOutside() {
        synchronized (this) {
            CancelScope own = outermostOrNull();
            if (own != null) {
                own.end();
                own.removeFromTimer();
                outermost(own.outer);
                settle();
            }
            return own;
        }
    }

    /** Puts the task back into its own scope, which has ended, unless it has another by now. */
    final void standInside(@Nullable CancelScope own) {
        synchronized (this) {
            if (own != null && outermostOrNull() == null) {
                outermost(own);
            }
        }
    }

    /** Changes to another scope of this task without leaving one: a generator and its consumer take turns. */
    final void switchTo(CancelScope other) {
        synchronized (this) {
            innermost(other);
            settle();
        }
    }

    /** Ends the groups that were opened inside a scope and left open where it ends; see {@link Misnesting#endForgotten}. */
    final void endForgotten(CancelScope ending, @Nullable Throwable failure) {
        if (innermost() != ending) {
            Misnesting.endForgotten(strand(), ending, failure);
        }
    }

    /** The same at the end of the body. */
    final void endAllForgotten(@Nullable Throwable failure) {
        if (!isAtOutermost()) {
            Misnesting.endForgotten(strand(), outermost(), failure);
        }
    }

    // --- what the thread is told: called by the task

    /** Brings what the thread was told in line with the scope that it is in now. Under this monitor. */
    private void settle() {
        CancelReason why = effective();
        if (why == null) {
            if (delivered != null) {
                delivered = null;
                takeBackInterrupt();
            }
        } else if (delivered != why) {
            delivered = why;
            AbortHook hook = abort();
            if (hook == null) {
                interruptHere();
            } else {
                note(Thread.currentThread());
                hook.ask();
                hook.fire(scheduling);
            }
        }
    }

    @Override
    final boolean wasTold() {
        return delivered != null;
    }

    /**
     * Clears the interrupt status, which is up, at a place where cancels are only noticed, and cancels the task if it was interrupted from
     * outside. Returns whether the interrupt was ours; then foreign code has not heard of it.
     */
    final boolean noticeInterrupt() {
        boolean outside;
        synchronized (this) {
            outside = clearInterrupt();
        }
        if (outside) {
            interruptedFromOutside();
        }
        return !outside;
    }

    /** Gives an interrupt of ours back that was only noticed, if the cancel still holds. */
    final void interruptAgain() {
        synchronized (this) {
            if (delivered != null) {
                interruptHere();
            }
        }
    }

    /** Whether the thread was told of the cancel that holds where it is; if it was not, an interrupt that it met came from outside. */
    final boolean isTold() {
        synchronized (this) {
            return delivered == effective();
        }
    }

    /** Called where a wait of Rapier's has ended: a cancel that came meanwhile only woke it, and is told now. */
    final void settleAfterWait() {
        if (effective() != null) {
            synchronized (this) {
                settle();
            }
        }
    }

    final void throwIfCancelled() {
        CancelReason why = pendingCancel();
        if (why != null) {
            throw cancelled(why);
        }
    }

    /** Why the next blocking call has to throw, if it has to; an interrupt from outside becomes a cancel here. */
    final @Nullable CancelReason pendingCancel() {
        CancelReason why = effective();
        if (why == null && Thread.currentThread().isInterrupted()) {
            why = effective(); // again: a cancel marks the scope before it interrupts
            if (why == null) {
                interruptedFromOutside();
                Thread.interrupted(); // in a shield the cancel waits outside, and the flag would keep us from parking
                why = effective();
            }
        }
        return why;
    }

    /** What to throw here; the interrupt has done its work. */
    final RuntimeException cancelled(CancelReason why) {
        boolean outside;
        synchronized (this) {
            delivered = why;
            outside = clearInterrupt();
        }
        if (outside) {
            interruptedFromOutside(); // at the same time: the cancel from further out wins where this one is caught
        }
        Throwable inBody = why.group == null ? null : why.group.inBodyOf(strand(), why);
        if (inBody != null) {
            throw Failures.sneaky(inBody);
        }
        throw new Cancellation(why.text);
    }

    /** An interrupt that no cancel of ours gave cancels the task whose thread it is (rule R9). */
    final void interruptedFromOutside() {
        Delivery<?> owner = this;
        for (Strand<?> lender = lender(); lender != null; lender = lender.lender()) {
            owner = lender;
        }
        owner.outermost().cancel(Parking.INTERRUPTED);
    }

    /** Replaces the interrupt by a hook; returns what was there before. */
    final @Nullable AbortHook abortWith(@Nullable AbortHook hook) {
        Extras own = extras();
        synchronized (this) {
            AbortHook before = own.abort;
            own.abort = hook;
            return before;
        }
    }

    private @Nullable AbortHook abort() {
        Extras own = extras;
        return own == null ? null : own.abort;
    }

    // --- children that run on this task's thread

    /** Whose thread this task runs on; null where it has one of its own. */
    @Nullable
    Strand<?> lender() {
        return null;
    }

    /** Whether a child runs on this task's thread. Asked by that thread. */
    final boolean isLent() {
        return lent;
    }

    /** Runs a child of a group to its end on this task's thread; cancels of this task wait meanwhile, the child has those of its own. */
    final void runOnOwnThread(ChildTask<?> child, Group group) {
        waitsForSoon(group);
        synchronized (this) {
            lent = true;
            if (takeBackInterrupt()) {
                delivered = null; // the child would take it for one from outside; it is given again below
            }
        }
        try {
            child.run();
        } finally {
            waitsForSoon(null); // before the thread is back, which is told by deliver
            boolean cancelled;
            synchronized (this) {
                lent = false;
                expectEcho();
                cancelled = effective() != null;
            }
            if (cancelled) {
                deliver();
            }
        }
    }

    // --- what comes from outside: any thread may call these

    /** Wakes the thread if its innermost scope is cancelled and it has not been told. */
    final void deliver() {
        AbortHook hook;
        Thread running;
        boolean outside = false;
        boolean told = false;
        synchronized (this) {
            CancelReason why = effective();
            hook = abort();
            if (isDone() || why == null || delivered == why || (lent && hook == null)) {
                return;
            }
            running = thread();
            if (running != null && hook != null) {
                delivered = why;
                outside = note(running);
                hook.ask();
            } else if (running != null && !isWaiting()) {
                delivered = why;
                outside = interrupt(running);
                told = true;
            }
        }
        if (running == null) {
            CancelReason why = effectiveOutermost();
            endBeforeBegin(why == null ? "cancelled" : why.text);
            return;
        }
        if (outside) {
            interruptedFromOutside(); // by somebody else just before, which the echo of this would hide
        }
        if (hook != null) {
            hook.fire(scheduling);
        }
        if (!told) {
            Parking.unpark(strand(), running); // in a call of Rapier, which looks itself and needs no interrupt
        }
    }

    /** Notes what this task waits for, or null, for those who look at others only. Called by the task. */
    abstract void waitsForSoon(@Nullable Object what);

    /** Whether it is in one of Rapier's waits, which look for a cancel after having said so, and call {@link #settleAfterWait} at the end. */
    abstract boolean isWaiting();

    // --- what few have

    final @Nullable Extras extrasOrNull() {
        return extras;
    }

    final synchronized Extras extras() {
        Extras own = extras;
        if (own == null) {
            own = new Extras();
            extras = own;
        }
        return own;
    }
}
