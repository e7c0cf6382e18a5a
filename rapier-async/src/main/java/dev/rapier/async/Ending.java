package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of a task. One field has the outcome or, until it is there, those who are to be told; it changes in atomic steps and without
 * a monitor, since who begins to wait often meets who ends. So each listener is called once: by who ends the task, or where it
 * comes later at once.
 */
abstract sealed class Ending<T extends @Nullable Object> implements Task<T> permits ScopeStack {
    private static final VarHandle END;

    static {
        try {
            END = MethodHandles.lookup().findVarHandle(Ending.class, "end", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The outcome, or who is called then: null, a {@link Runnable} or a {@link Listeners}. */
    @SuppressWarnings("unused") // by END
    private volatile @Nullable Object end;

    /** Who is called when the outcome is there, if there are several: the last that came, and those before. A task may have very many. */
    private record Listeners(Runnable last, @Nullable Object before) {}

    /** The task whose end it is. */
    abstract Strand<T> strand();

    /** Puts the outcome there, once; returns who is to be told, for {@link #tell}. */
    final @Nullable Object end(Outcome<T> outcome) {
        return END.getAndSet(this, outcome);
    }

    final void tell(@Nullable Object waiting) {
        if (waiting instanceof Listeners several) {
            inOrder(several).forEach(this::tellOne);
        } else if (waiting instanceof Runnable one) {
            tellOne(one);
        }
    }

    /** Calls a listener, which may be a user's: whatever it throws, the others and the group must hear of the end. */
    private void tellOne(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable failure) { // said, and nobody else's affair
            Warnings.report(strand(), "a listener for the end of task " + name() + " failed", failure);
        }
    }

    /** Those who would be told now, in the order of their coming. */
    final List<Runnable> listeners() {
        return inOrder(end);
    }

    private static List<Runnable> inOrder(@Nullable Object end) {
        List<Runnable> all = new ArrayList<>();
        Object rest = end;
        while (rest instanceof Listeners(Runnable last, Object before)) {
            all.add(last);
            rest = before;
        }
        if (rest instanceof Runnable first) {
            all.add(first);
        }
        return all.reversed();
    }

    /** The same without one; the same object where it is not there. */
    private static @Nullable Object without(@Nullable Object end, Runnable listener) {
        List<Runnable> later = new ArrayList<>();
        Object rest = end;
        while (rest instanceof Listeners(Runnable last, Object before) && !last.equals(listener)) {
            later.add(last);
            rest = before;
        }
        Object left;
        if (rest instanceof Listeners(Runnable last, Object before)) {
            left = before;
        } else if (listener.equals(rest)) {
            left = null;
        } else {
            return end;
        }
        for (Runnable kept : later.reversed()) {
            left = left == null ? kept : new Listeners(kept, left);
        }
        return left;
    }

    @Override
    public final void onEnd(Runnable listener) {
        Objects.requireNonNull(listener, "listener");
        Object before = end;
        while (!(before instanceof Outcome<?>)) {
            Object after = before == null ? listener : new Listeners(listener, before);
            if (END.compareAndSet(this, before, after)) {
                return;
            }
            before = end;
        }
        listener.run();
    }

    @Override
    public final void forget(Runnable listener) {
        Objects.requireNonNull(listener, "listener");
        Object before = end;
        while (before != null && !(before instanceof Outcome<?>)) {
            Object left = without(before, listener);
            if (left == before || END.compareAndSet(this, before, left)) {
                return;
            }
            before = end;
        }
    }

    @SuppressWarnings("unchecked") // only end() puts an outcome there
    final @Nullable Outcome<T> outcomeOrNull() {
        return end instanceof Outcome<?> outcome ? (Outcome<T>) outcome : null;
    }

    @Override
    public final boolean isDone() {
        return end instanceof Outcome<?>;
    }

    @Override
    public final Outcome<T> outcome() {
        Outcome<T> outcome = outcomeOrNull();
        if (outcome == null) {
            throw new IllegalStateException("task " + name() + " is still running");
        }
        return outcome;
    }
}
