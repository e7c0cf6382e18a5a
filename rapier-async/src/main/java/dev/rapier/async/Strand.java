package dev.rapier.async;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What every task is: a body, the thread that runs it, its stack of scopes and its outcome. The scope stack, the context and
 * the watched coroutines belong to the task's own thread; what others touch is under this monitor.
 */
abstract sealed class Strand<T extends @Nullable Object> implements Task<T>, Runnable permits RootTask, ChildTask {
    private static final ScopedValue<Strand<?>> CURRENT = ScopedValue.newInstance();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Coroutine<? extends T> body;
    private final @Nullable String name;
    private final long number = NUMBERS.incrementAndGet();

    /** The outermost scope. */
    final CancelScope root;

    /** The innermost scope; written by the task under this monitor. */
    private CancelScope scope;

    /** The values of context variables; owned by the task. */
    @Nullable
    ContextFrame context;

    /** Watched coroutines that nobody has awaited yet. */
    final Watch watch = new Watch();

    /** Pulls that are open; owned by the task. */
    final List<PullIteration<?>> openPulls = new ArrayList<>(0);

    /** The task that this one waits for, for finding circles. */
    private volatile @Nullable Strand<?> awaiting;

    /** Set while the body runs; under this monitor. */
    private @Nullable Thread thread;

    private boolean begun;

    /** What to do instead of an interrupt; under this monitor. */
    private @Nullable AbortHook abort;

    /** The cancel that the thread has been told of; under this monitor. */
    private @Nullable CancelReason delivered;

    /** Written once, under this monitor. */
    private volatile @Nullable Outcome<T> outcome;

    /** Called once when the outcome is there; under this monitor. */
    private @Nullable List<Runnable> listeners;

    Strand(
            @Nullable String name,
            Coroutine<? extends T> body,
            @Nullable CancelScope around,
            @Nullable ContextFrame context) {
        this.name = name == null ? NamedCoroutine.nameOf(body) : name;
        this.body = body;
        this.context = context;
        this.root = new CancelScope(this, around, "the outermost scope");
        this.scope = root;
    }

    static Strand<?> current() {
        Strand<?> strand = find();
        if (strand == null) {
            throw new IllegalStateException("no task is running here; wrap the call in Async.run(() -> ...)");
        }
        return strand;
    }

    static @Nullable Strand<?> find() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Called when the outcome is set, on whichever thread set it. */
    abstract void ended(Outcome<T> outcome);

    @Override
    public final void run() {
        synchronized (this) {
            if (begun || outcome != null) {
                return;
            }
            begun = true;
            thread = Thread.currentThread();
        }
        ScopedValue.where(CURRENT, this).run(this::runBody);
    }

    private void runBody() {
        Outcome<T> result;
        CancelReason early = root.effective();
        if (early != null) {
            result = new Outcome.Cancelled<>(new Cancellation(early.text));
        } else {
            try {
                result = new Outcome.Success<>(body.run());
            } catch (Throwable failure) { // an Error of a child reaches its group as it is (rule R13)
                result = outcomeOf(failure);
            }
        }
        for (PullIteration<?> pull : List.copyOf(openPulls)) {
            pull.closeForgotten();
        }
        watch.taskEnded(result instanceof Outcome.Success<T> ? heir() : null);
        complete(result);
    }

    /** Who takes over the coroutines that this task made, returned and did not await. */
    abstract @Nullable Strand<?> heir();

    private Outcome<T> outcomeOf(Throwable failure) {
        CancelReason why = root.effective();
        if (failure instanceof Cancellation cancellation) {
            return new Outcome.Cancelled<>(cancellation);
        }
        if (Failures.isEchoOfCancel(failure) && (why != null || failure instanceof InterruptedException)) {
            var cancellation = new Cancellation(why == null ? "the thread was interrupted" : why.text);
            cancellation.addSuppressed(failure);
            return new Outcome.Cancelled<>(cancellation);
        }
        return new Outcome.Failure<>(failure);
    }

    private void complete(Outcome<T> result) {
        List<Runnable> waiting;
        synchronized (this) {
            if (outcome != null) {
                return;
            }
            outcome = result;
            waiting = listeners;
            listeners = null;
            if (thread != null && delivered != null) {
                Thread.interrupted(); // this is that thread: it goes back clean to whoever owns it (rule R18)
            }
            thread = null;
        }
        root.close();
        if (waiting != null) {
            waiting.forEach(Runnable::run); // before the group hears of it: who listens is served before the group ends
        }
        ended(result);
    }

    @Override
    public final void onEnd(Runnable listener) {
        synchronized (this) {
            if (outcome == null) {
                if (listeners == null) {
                    listeners = new ArrayList<>(2);
                }
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    @Override
    public final synchronized void forget(Runnable listener) {
        if (listeners != null) {
            listeners.remove(listener);
        }
    }

    @Override
    public final T await() {
        Outcome<T> result = outcome;
        if (result == null) {
            waitForEnd();
            result = outcome();
        }
        return result.get();
    }

    private void waitForEnd() {
        Strand<?> me = find();
        for (Strand<?> s = this; s != null && me != null; s = s.awaiting) {
            if (s == me) {
                throw new IllegalStateException(
                        s == this
                                ? "task " + name() + " waits for itself"
                                : "tasks wait for each other in a circle: " + me.name() + " and " + name());
            }
        }
        Thread waiter = Thread.currentThread();
        Runnable wake = () -> LockSupport.unpark(waiter);
        if (me != null) {
            me.awaiting = this;
        }
        onEnd(wake);
        try {
            Parking.await(this::isDone, CancelScope.NEVER);
        } finally {
            forget(wake);
            if (me != null) {
                me.awaiting = null;
            }
        }
    }

    @Override
    public final boolean cancel(String reason) {
        if (isDone()) {
            return false;
        }
        root.cancel(reason);
        return true;
    }

    @Override
    public final Outcome<T> cancelAndWait() {
        cancel();
        if (!isDone()) {
            waitForEnd();
        }
        return outcome();
    }

    @Override
    public final boolean isDone() {
        return outcome != null;
    }

    @Override
    public final Outcome<T> outcome() {
        Outcome<T> result = outcome;
        if (result == null) {
            throw new IllegalStateException("task " + name() + " is still running");
        }
        return result;
    }

    @Override
    public final String name() {
        return name == null ? "task-" + number : name;
    }

    // --- scopes: called by the task itself

    final CancelScope scope() {
        return scope;
    }

    /** Makes a scope the innermost one. */
    final void enter(CancelScope inner) {
        inner.attach();
        synchronized (this) {
            if (inner.isShield()) {
                inner.deliveredBefore = delivered;
                inner.interruptBefore = delivered != null && Thread.interrupted();
                delivered = null;
            }
            scope = inner;
        }
    }

    /**
     * Leaves the innermost scope. Afterwards the thread's interrupt status is clear unless an outer scope is cancelled and
     * the thread has not been told of it yet (rules R3 and R18).
     */
    final void exit(CancelScope inner) {
        inner.close();
        synchronized (this) {
            scope = Objects.requireNonNull(inner.outer);
            if (inner.isShield()) {
                if (delivered != null) {
                    Thread.interrupted();
                }
                delivered = inner.deliveredBefore;
                if (inner.interruptBefore) {
                    Thread.currentThread().interrupt();
                }
            }
            settleInterrupt();
        }
    }

    /** Changes to another scope of this task without leaving one: a generator and its consumer take turns. */
    final void switchTo(CancelScope other) {
        synchronized (this) {
            scope = other;
            settleInterrupt();
        }
    }

    private void settleInterrupt() {
        CancelReason why = scope.effective();
        if (why == null) {
            if (delivered != null) {
                delivered = null;
                Thread.interrupted();
            }
        } else if (delivered != why) {
            delivered = why;
            Thread.currentThread().interrupt();
        }
    }

    final void throwIfCancelled() {
        CancelReason why = scope.effective();
        if (why == null && Thread.currentThread().isInterrupted()) {
            why = scope.effective(); // again: a cancel marks the scope before it interrupts
            if (why == null) {
                root.cancel("the thread was interrupted"); // from outside (rule R9)
                Thread.interrupted(); // in a shield the cancel waits outside, and the flag would keep us from parking
                why = scope.effective();
            }
        }
        if (why != null) {
            throw cancelled(why);
        }
    }

    /** What to throw here; the interrupt has done its work. */
    final RuntimeException cancelled(CancelReason why) {
        synchronized (this) {
            delivered = why;
            Thread.interrupted();
        }
        if (why.group != null && why.group.throwsIntoBodyOf(this)) {
            throw why.failure != null
                    ? Failures.sneaky(why.failure)
                    : new ChildCancelled(why.text, new Cancellation(why.text));
        }
        throw new Cancellation(why.text);
    }

    /** Replaces the interrupt by a hook; returns what was there before. */
    final @Nullable AbortHook abortWith(@Nullable AbortHook hook) {
        synchronized (this) {
            AbortHook before = abort;
            abort = hook;
            return before;
        }
    }

    /** Wakes the thread if its innermost scope is cancelled and it has not been told. Any thread may call it. */
    final void deliver() {
        AbortHook hook;
        synchronized (this) {
            CancelReason why = scope.effective();
            if (outcome != null || why == null || delivered == why) {
                return;
            }
            if (!begun) {
                hook = null;
                begun = true;
            } else {
                delivered = why;
                hook = abort;
                if (hook == null) {
                    Objects.requireNonNull(thread).interrupt();
                    return;
                }
            }
        }
        if (hook != null) {
            hook.fire();
        } else {
            complete(new Outcome.Cancelled<>(new Cancellation(root.reason().orElse("cancelled"))));
        }
    }

    @Override
    public final String toString() {
        Outcome<T> end = outcome;
        return "Task[" + name() + ", " + (end == null ? "running" : end) + "]";
    }
}
