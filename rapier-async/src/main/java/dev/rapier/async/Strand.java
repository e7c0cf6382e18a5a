package dev.rapier.async;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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

    /** When it was made, in nanoseconds of its world. */
    private final long made;

    /** The world that the task lives in; null for the real one. */
    final @Nullable Scheduling scheduling;

    /** The outermost scope. */
    final CancelScope root;

    /** The innermost scope; written by the task under this monitor. */
    private CancelScope scope;

    /** The values of context variables; owned by the task. */
    @Nullable
    ContextFrame context;

    /** What the starter had in thread-locals, for the bridges. */
    private final @Nullable Object @Nullable [] bridged;

    /** Watched coroutines that nobody has awaited yet; under this monitor. */
    private @Nullable Watch watch;

    /** Pulls that are open; owned by the task. */
    private @Nullable List<PullIteration<?>> openPulls;

    /** What one of Rapier's calls waits for in this task; a task, a group, a primitive or a text. Written by the task. */
    private volatile @Nullable Object waitsFor;

    /** Set while the body runs; written under this monitor. */
    private volatile @Nullable Thread thread;

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
            @Nullable Scheduling scheduling,
            @Nullable CancelScope around,
            @Nullable ContextFrame context) {
        this.name = name == null ? NamedCoroutine.nameOf(body) : name;
        this.body = body;
        this.scheduling = scheduling;
        this.context = context;
        this.made = Parking.nanoTime(this);
        this.bridged = ContextBridges.NONE ? null : ContextBridges.capture();
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

    /** Called by the task's thread before its body. */
    void begins() {}

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
        begins();
        if (Debug.ON) {
            Carriers.run(this, this::runInContext);
        } else {
            runInContext();
        }
    }

    private void runInContext() {
        if (bridged == null) {
            ScopedValue.where(CURRENT, this).run(this::runBody);
        } else {
            ContextBridges.run(bridged, () -> ScopedValue.where(CURRENT, this).run(this::runBody));
        }
    }

    private void runBody() {
        Outcome<T> result;
        CancelReason early = root.effective();
        if (early != null) {
            WatchedCoroutine.forget(body);
            result = new Outcome.Cancelled<>(new Cancellation(early.text));
        } else {
            try {
                T value = body.run();
                endForgotten(root, null);
                result = new Outcome.Success<>(value);
            } catch (Throwable failure) { // an Error of a child reaches its group as it is (rule R13)
                endForgotten(root, failure);
                result = outcomeOf(failure);
            }
        }
        if (openPulls != null) {
            for (PullIteration<?> pull : List.copyOf(openPulls)) {
                pull.closeForgotten();
            }
        }
        Watch unawaited = watch;
        if (unawaited != null) {
            unawaited.taskEnded(this, result instanceof Outcome.Success<T> ? parentStrand() : null);
        }
        complete(result);
    }

    /** The task that started this one and outlives it. It takes over the coroutines that this one made, returned and did not await. */
    final @Nullable Strand<?> parentStrand() {
        return root.outer == null ? null : root.outer.strand;
    }

    /** The list of coroutines that wait to be awaited. */
    final synchronized Watch watch() {
        if (watch == null) {
            watch = new Watch();
        }
        return watch;
    }

    /** Notes a pull that this task must close. Called by the task. */
    final void opened(PullIteration<?> pull) {
        if (openPulls == null) {
            openPulls = new ArrayList<>(2);
        }
        openPulls.add(pull);
    }

    final void closed(PullIteration<?> pull) {
        if (openPulls != null) {
            openPulls.remove(pull);
        }
    }

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
            waiting = listeners;
            listeners = null;
            if (delivered != null) {
                Thread.interrupted(); // this thread goes back clean to whoever owns it (rule R18)
            }
            outcome = result;
            thread = null;
        }
        announce(result, waiting);
    }

    private void announce(Outcome<T> result, @Nullable List<Runnable> waiting) {
        root.close();
        if (waiting != null) {
            waiting.forEach(Runnable::run); // before the group hears of it: who listens is served before the group ends
        }
        ended(result);
    }

    @Override
    public final void onEnd(Runnable listener) {
        Objects.requireNonNull(listener, "listener");
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
        Objects.requireNonNull(listener, "listener");
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
        Waiter waiter = new Waiter();
        onEnd(waiter);
        Strand<?> me = waiter.strand;
        if (me != null) {
            me.waitsFor(this); // before the look for circles, so that of two who close one at the same time one sees it
        }
        try {
            if (me != null) {
                AwaitCircles.refuse(me, this);
            }
            Parking.await(this, this::isDone, CancelScope.NEVER);
        } finally {
            forget(waiter);
            if (me != null) {
                me.waitsFor(null);
            }
        }
    }

    /** Notes what this task waits for, or null when it goes on. Called by the task. */
    final void waitsFor(@Nullable Object what) {
        waitsFor = what;
    }

    final @Nullable Object waitsFor() {
        return waitsFor;
    }

    final @Nullable Thread thread() {
        return thread;
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
        Strand<?> me = find();
        if (me != null && !isDone()) {
            AwaitCircles.refuseToEnd(me, this);
        }
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

    @Override
    public final TaskState state() {
        if (outcome != null) {
            return TaskState.DONE;
        }
        Thread running = thread;
        if (running == null) {
            return TaskState.CREATED;
        }
        if (waitsFor != null) {
            return TaskState.WAITING;
        }
        return switch (running.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> TaskState.BLOCKED;
            case NEW, RUNNABLE, TERMINATED -> TaskState.RUNNING;
        };
    }

    @Override
    public final Optional<Task<?>> parent() {
        return Optional.ofNullable(parentStrand());
    }

    @Override
    public final List<Task<?>> awaitedBy() {
        List<Task<?>> awaiting = new ArrayList<>();
        Strand<?> parent = parentStrand();
        if (parent != null && outcome == null && parent.waitsFor instanceof Group group && group.holds(this)) {
            awaiting.add(parent);
        }
        synchronized (this) {
            if (listeners != null) {
                for (Runnable listener : listeners) {
                    if (listener instanceof Waiter waiter
                            && waiter.strand != null
                            && !awaiting.contains(waiter.strand)) {
                        awaiting.add(waiter.strand);
                    }
                }
            }
        }
        return List.copyOf(awaiting);
    }

    @Override
    public final Optional<String> waitingFor() {
        Object what = waitsFor;
        return what == null || outcome != null ? Optional.empty() : Optional.of(what.toString());
    }

    @Override
    public final Optional<String> cancelReason() {
        return outcome instanceof Outcome.Cancelled<T>(Cancellation why) ? Optional.of(why.reason()) : root.reason();
    }

    @Override
    public final List<StackTraceElement> stack() {
        Thread running = thread;
        return running == null ? List.of() : List.of(running.getStackTrace());
    }

    // --- for snapshots: any thread may call these

    final long number() {
        return number;
    }

    /** Nanoseconds since it was made. */
    final long age() {
        return Math.max(0, Parking.nanoTime(this) - made);
    }

    final synchronized CancelScope innermost() {
        return scope;
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

    /** Ends the groups that were opened inside a scope and left open where it ends; see {@link Misnesting#endForgotten}. */
    final void endForgotten(CancelScope ending, @Nullable Throwable failure) {
        if (scope != ending) {
            Misnesting.endForgotten(this, ending, failure);
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
            if (abort == null) {
                Thread.currentThread().interrupt();
            } else {
                abort.ask();
                abort.fire(scheduling);
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
        CancelReason why = scope.effective();
        if (why == null && Thread.currentThread().isInterrupted()) {
            why = scope.effective(); // again: a cancel marks the scope before it interrupts
            if (why == null) {
                root.cancel(Parking.INTERRUPTED); // from outside (rule R9)
                Thread.interrupted(); // in a shield the cancel waits outside, and the flag would keep us from parking
                why = scope.effective();
            }
        }
        return why;
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
        Thread running;
        synchronized (this) {
            CancelReason why = scope.effective();
            if (outcome != null || why == null || delivered == why) {
                return;
            }
            running = thread;
            if (running == null) {
                hook = null;
            } else {
                delivered = why;
                hook = abort;
                if (hook == null) {
                    interrupt(running);
                    return;
                }
                hook.ask();
            }
        }
        if (hook != null) {
            hook.fire(scheduling);
            Parking.unpark(this, running); // the operation may be in a call of Rapier, which the abort does not reach
        } else {
            endBeforeBegin();
        }
    }

    /** Ends a task that was cancelled before it began, unless it begins at this moment and sees the cancel itself (rule R8). */
    private void endBeforeBegin() {
        Outcome<T> result;
        List<Runnable> waiting;
        synchronized (this) {
            if (begun) {
                return;
            }
            begun = true; // and the outcome with it: who comes to run it finds that it has ended
            result = new Outcome.Cancelled<>(new Cancellation(root.reason().orElse("cancelled")));
            outcome = result;
            waiting = listeners;
            listeners = null;
        }
        WatchedCoroutine.forget(body);
        announce(result, waiting);
    }

    private void interrupt(Thread running) {
        if (scheduling == null) {
            running.interrupt();
        } else {
            scheduling.interrupt(running);
        }
    }

    @Override
    public final String toString() {
        Outcome<T> end = outcome;
        return "Task[" + name() + ", " + (end == null ? state().toString().toLowerCase(Locale.ROOT) : end) + "]";
    }
}
