package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of a task, from the outermost to the innermost. A child has none of its own until it needs one: it is in the scope of
 * its group then, which is cancelled with it. The outermost is made by whoever needs it first, the task or who cancels it alone;
 * from then on only the task changes the innermost.
 */
abstract sealed class ScopeStack<T extends @Nullable Object> extends Ending<T> permits InterruptStatus {
    private static final VarHandle OUTERMOST;
    private static final VarHandle INNERMOST;

    static {
        try {
            var lookup = MethodHandles.lookup();
            OUTERMOST = lookup.findVarHandle(ScopeStack.class, "outermost", CancelScope.class);
            INNERMOST = lookup.findVarHandle(ScopeStack.class, "innermost", CancelScope.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The world that the task lives in; null for the real one. */
    final @Nullable Scheduling scheduling;

    /**
     * The task's outermost scope; while it has none of its own, the one around it. Written under this monitor and the lock of the
     * scope around, whose cancel looks here.
     */
    private volatile CancelScope outermost;

    /** Written by the task, under this monitor where a cancel has to be looked at. */
    private volatile CancelScope innermost;

    /** A task that has no scope of its own yet. */
    @SuppressWarnings("NullAway.Init") // by handles
    ScopeStack(@Nullable Scheduling scheduling, CancelScope around) {
        this.scheduling = scheduling;
        OUTERMOST.set(this, around); // whoever gets to see the task does so by a write after these
        INNERMOST.set(this, around);
    }

    /** A task in no group. */
    @SuppressWarnings("this-escape") // nobody knows of the scope yet
    ScopeStack(@Nullable Scheduling scheduling, @Nullable CancelScope around, @Nullable Site madeAt) {
        this.scheduling = scheduling;
        CancelScope own = CancelScope.outermost(strand(), around, madeAt);
        this.outermost = own;
        this.innermost = own;
    }

    /** Its own outermost scope, made now where it had none. Any thread may call it. */
    final CancelScope outermost() {
        CancelScope own = outermostOrNull();
        return own == null ? makeOutermost() : own;
    }

    /** Its own outermost scope, if it has one. Any thread may ask. */
    final @Nullable CancelScope outermostOrNull() {
        CancelScope known = outermost;
        return known.strand == this ? known : null;
    }

    private synchronized CancelScope makeOutermost() {
        CancelScope around = outermost;
        if (around.strand == this) {
            return around;
        }
        CancelScope own = CancelScope.outermost(strand(), around, madeAt());
        around.lock();
        try {
            own.inherit(around);
            outermost = own;
        } finally {
            around.unlock();
        }
        innermost = own; // who marks it meanwhile wants this monitor next
        if (isDone()) {
            own.end();
        }
        return own;
    }

    /** Makes a scope both the outermost and the innermost: its own, or the one around it. Called by the task, under this monitor. */
    final void outermost(@Nullable CancelScope scope) {
        CancelScope around = Objects.requireNonNull(around());
        around.lock();
        try {
            outermost = Objects.requireNonNull(scope);
        } finally {
            around.unlock();
        }
        innermost = scope;
    }

    /** Where it was made, in debug mode. */
    abstract @Nullable Site madeAt();

    /** The scope around the task; null where it is in none. Any thread may ask. */
    final @Nullable CancelScope around() {
        CancelScope known = outermost;
        return known.strand == this ? known.outer : known;
    }

    /** Whether the task is in no scope inside its outermost one. Called by the task. */
    final boolean isAtOutermost() {
        if (innermost == outermost) {
            return true;
        }
        synchronized (this) { // somebody may be making the outermost one
            return innermost == outermost;
        }
    }

    /** Why the task itself is cancelled, rather than something in it. Any thread may ask. */
    final @Nullable CancelReason effectiveOutermost() {
        return outermost.effective();
    }

    /** Why the task is cancelled where it is now. Any thread may ask. */
    final @Nullable CancelReason effective() {
        return innermost.effective();
    }

    /** The innermost scope, one of its own. Called by the task. */
    final CancelScope scope() {
        CancelScope scope = innermost;
        return scope.strand == this ? scope : makeOutermost(); // or waits for who is making it
    }

    /** The innermost scope, its own or the one around it. Any thread may ask. */
    final CancelScope innermost() {
        return innermost;
    }

    /** Called by the task, under this monitor. */
    final void innermost(CancelScope scope) {
        innermost = scope;
    }

    /** The same for others to see soon: where no cancel is to be looked at afterwards. */
    final void innermostSoon(CancelScope scope) {
        INNERMOST.setRelease(this, scope);
    }
}
