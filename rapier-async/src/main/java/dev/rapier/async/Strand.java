package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
 *
 * <p>While it runs a task is the handler of uncaught exceptions of its thread: that is how it is found again, by one read of a
 * field that every thread has.
 */
abstract sealed class Strand<T extends @Nullable Object> implements Task<T>, Runnable, Thread.UncaughtExceptionHandler
        permits RootTask, ChildTask {
    private static final VarHandle END;
    private static final VarHandle SCOPE;
    private static final VarHandle THREAD;
    private static final VarHandle WAITS_FOR;

    static {
        try {
            var lookup = MethodHandles.lookup();
            END = lookup.findVarHandle(Strand.class, "end", Object.class);
            SCOPE = lookup.findVarHandle(Strand.class, "scope", CancelScope.class);
            THREAD = lookup.findVarHandle(Strand.class, "thread", Thread.class);
            WAITS_FOR = lookup.findVarHandle(Strand.class, "waitsFor", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** In the place of a thread: none runs the body any more. */
    private static final Thread GONE = Thread.ofVirtual().unstarted(() -> {});

    private static final AtomicLong NUMBERS = new AtomicLong();

    final Coroutine<? extends T> body;
    private final long number;

    /** When it was made, in nanoseconds of its world. */
    private final long made;

    /** The world that the task lives in; null for the real one. */
    final @Nullable Scheduling scheduling;

    /** The outermost scope. */
    final CancelScope root;

    /** The innermost scope; written by the task, under this monitor where a cancel has to be looked at. */
    private volatile CancelScope scope;

    /** The values of context variables; owned by the task. */
    @Nullable
    ContextFrame context;

    /** Made when there is something to keep in it; under this monitor. */
    private volatile @Nullable Extras extras;

    /** What one of Rapier's calls waits for in this task; a task, a group, a primitive or a text. Written by the task. */
    private volatile @Nullable Object waitsFor;

    /** Who runs the body; null before it begins, {@link #GONE} when it has ended. */
    private volatile @Nullable Thread thread;

    /** Whether a child runs on this task's thread meanwhile, which cancels must not interrupt on our account (but an abort is called); written by the task under this monitor. */
    private boolean lent;

    /** The cancel that the thread has been told of; under this monitor. */
    private @Nullable CancelReason delivered;

    /**
     * The outcome, once it is there; before it who is called then: null, a {@link Runnable} or a {@link Listeners}. Without the
     * monitor, since who starts to wait often meets who ends.
     */
    @SuppressWarnings("unused") // by END
    private volatile @Nullable Object end;

    Strand(
            Coroutine<? extends T> body,
            @Nullable Scheduling scheduling,
            @Nullable CancelScope around,
            @Nullable ContextFrame context,
            Birth birth) {
        this.body = body;
        this.scheduling = scheduling;
        this.context = context;
        this.number = birth.next++;
        this.made = birth.nanoTime;
        if (!ContextBridges.NONE) {
            Extras own = new Extras();
            own.bridged = ContextBridges.capture();
            this.extras = own;
        }
        this.root = new CancelScope(this, around, "the outermost scope");
        this.scope = root;
    }

    /** What is given to tasks that are made together: one look at the clock, and numbers in a row. */
    static final class Birth {
        private final long nanoTime;
        private long next;

        Birth(@Nullable Scheduling scheduling, int tasks) {
            this.nanoTime = Parking.nanoTime(scheduling);
            this.next = NUMBERS.getAndAdd(tasks) + 1;
        }
    }

    static Strand<?> current() {
        Strand<?> strand = find();
        if (strand == null) {
            throw new IllegalStateException("no task is running here; wrap the call in Async.run(() -> ...)");
        }
        return strand;
    }

    static @Nullable Strand<?> find() {
        return Thread.currentThread().getUncaughtExceptionHandler() instanceof Strand<?> strand ? strand : null;
    }

    /** Libraries call the handler of their thread themselves; then the thread's failures are printed as ever. */
    @Override
    public final void uncaughtException(Thread thread, Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        ThreadGroup group = Objects.requireNonNull(thread, "thread").getThreadGroup();
        if (group != null) {
            group.uncaughtException(thread, failure);
        }
    }

    /** The name that it was given, if any. */
    abstract @Nullable String givenName();

    /** Called by the task's thread before its body. */
    void begins() {}

    /** Called when the outcome is set, on whichever thread set it: the outermost scope, which has ended, leaves the one around it. */
    void leave() {
        root.leave();
    }

    /** Called when the outcome is set, on whichever thread set it. */
    abstract void ended(Outcome<T> outcome);

    @Override
    public final void run() {
        Thread current = Thread.currentThread();
        if (!THREAD.compareAndSet(this, null, current)) {
            synchronized (this) { // who ended it before it began has this until the outcome is there
                return;
            }
        }
        begins();
        Thread.UncaughtExceptionHandler before = current.getUncaughtExceptionHandler();
        current.setUncaughtExceptionHandler(this);
        try {
            if (Debug.ON) {
                Carriers.run(this, this::runInContext);
            } else {
                runInContext();
            }
        } catch (Throwable failure) { // of a context bridge, or for want of memory: whoever waits must hear of the end
            if (isDone()) {
                throw failure;
            }
            complete(new Outcome.Failure<>(failure));
        } finally {
            if (find() != this) {
                Warnings.report(
                        this,
                        "task " + name() + " gave its thread another handler of uncaught exceptions. Rapier finds"
                                + " the task by that handler: cancels, timeouts and context variables did not reach the code"
                                + " after it. Give handlers to threads of your own");
            }
            current.setUncaughtExceptionHandler(
                    before instanceof ThreadGroup ? null : before); // a group is the default
        }
    }

    private void runInContext() {
        Extras own = ContextBridges.NONE ? null : extras;
        if (own == null || own.bridged == null) {
            runBody();
        } else {
            ContextBridges.run(own.bridged, this::runBody);
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
        Extras own = extras;
        if (own != null) {
            for (PullIteration<?> pull : List.copyOf(own.openPulls)) {
                pull.closeForgotten();
            }
            own.watch.taskEnded(this, result instanceof Outcome.Success<T> ? parentStrand() : null);
        }
        complete(result);
    }

    /** The task that started this one and outlives it. It takes over the coroutines that this one made, returned and did not await. */
    final @Nullable Strand<?> parentStrand() {
        return root.outer == null ? null : root.outer.strand;
    }

    private synchronized Extras extras() {
        Extras own = extras;
        if (own == null) {
            own = new Extras();
            extras = own;
        }
        return own;
    }

    /** The list of coroutines that wait to be awaited. */
    final Watch watch() {
        return extras().watch;
    }

    /** Notes a pull that this task must close. Called by the task. */
    final void opened(PullIteration<?> pull) {
        extras().openPulls.add(pull);
    }

    final void closed(PullIteration<?> pull) {
        extras().openPulls.remove(pull);
    }

    private Outcome<T> outcomeOf(Throwable failure) {
        CancelReason why = root.effective();
        if (failure instanceof Cancellation cancellation) {
            return new Outcome.Cancelled<>(cancellation);
        }
        if (Failures.isEchoOfCancel(failure) && (why != null || failure instanceof InterruptedException)) {
            if (why == null && lender() != null) {
                interruptedFromOutside(); // it is the lender's thread: this ends, and the lender is cancelled
            }
            var cancellation = new Cancellation(why == null ? Parking.INTERRUPTED : why.text);
            cancellation.addSuppressed(failure);
            return new Outcome.Cancelled<>(cancellation);
        }
        return new Outcome.Failure<>(failure);
    }

    private void complete(Outcome<T> result) {
        root.end();
        Object waiting = END.getAndSet(this, result);
        if (scope.effective() != null) { // who marks it later finds the outcome and does not interrupt
            synchronized (this) {
                if (delivered != null) {
                    Thread.interrupted(); // this thread goes back clean to whoever owns it (rule R18)
                }
            }
        }
        THREAD.setRelease(this, GONE);
        announce(result, waiting);
    }

    private void announce(Outcome<T> result, @Nullable Object waiting) {
        leave();
        root.removeFromTimer(); // when nobody outside can give it a grace time any more
        // Before the group hears of it: who listens is served before the group ends.
        if (waiting instanceof Listeners several) {
            listeners(several).forEach(this::tell);
        } else if (waiting instanceof Runnable one) {
            tell(one);
        }
        ended(result);
    }

    /** Calls a listener, which may be a user's: whatever it throws, the others and the group must hear of the end. */
    private void tell(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable failure) { // said, and nobody else's affair
            Warnings.report(this, "a listener for the end of task " + name() + " failed", failure);
        }
    }

    /** Who is called when the outcome is there, if there are several: the last that came, and those before. A task may have very many. */
    private record Listeners(Runnable last, @Nullable Object before) {}

    /** In the order of their coming. */
    private static List<Runnable> listeners(@Nullable Object end) {
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

    @SuppressWarnings("unchecked") // only complete() puts an outcome there
    private @Nullable Outcome<T> outcomeOrNull() {
        return end instanceof Outcome<?> outcome ? (Outcome<T>) outcome : null;
    }

    @Override
    public final T await() {
        Outcome<T> result = outcomeOrNull();
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

    /** The same for those who look at others only: what is written here may be seen a moment later than what is read next was. */
    final void waitsForSoon(@Nullable Object what) {
        WAITS_FOR.setRelease(this, what);
    }

    final @Nullable Object waitsFor() {
        return waitsFor;
    }

    /** Who runs the body now. */
    final @Nullable Thread thread() {
        Thread running = thread;
        return running == GONE ? null : running;
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
        return end instanceof Outcome<?>;
    }

    @Override
    public final Outcome<T> outcome() {
        Outcome<T> result = outcomeOrNull();
        if (result == null) {
            throw new IllegalStateException("task " + name() + " is still running");
        }
        return result;
    }

    @Override
    public final String name() {
        String given = givenName();
        return given == null ? "task-" + number : given;
    }

    @Override
    public final TaskState state() {
        if (isDone()) {
            return TaskState.DONE;
        }
        Thread running = thread();
        if (running == null) {
            return isDone() ? TaskState.DONE : TaskState.CREATED;
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
        if (parent != null && !isDone() && parent.waitsFor instanceof Group group && group.holds(this)) {
            awaiting.add(parent);
        }
        for (Runnable listener : listeners(end)) {
            if (listener instanceof Waiter waiter && waiter.strand != null && !awaiting.contains(waiter.strand)) {
                awaiting.add(waiter.strand);
            }
        }
        return List.copyOf(awaiting);
    }

    @Override
    public final Optional<String> waitingFor() {
        Object what = waitsFor;
        return what == null || isDone() ? Optional.empty() : Optional.of(what.toString());
    }

    @Override
    public final Optional<String> cancelReason() {
        return end instanceof Outcome.Cancelled<?>(Cancellation why) ? Optional.of(why.reason()) : root.reason();
    }

    @Override
    public final List<StackTraceElement> stack() {
        Thread running = thread();
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

    final CancelScope innermost() {
        return scope;
    }

    // --- scopes: called by the task itself

    final CancelScope scope() {
        return scope;
    }

    /** Makes a scope the innermost one. */
    final void enter(CancelScope inner) {
        inner.attach();
        Shield shield = inner.shield();
        if (shield == null) {
            // a cancel that still finds the old one came through it and has marked it, since nobody else knows of the
            // new one
            SCOPE.setRelease(this, inner);
            return;
        }
        synchronized (this) {
            shield.deliveredBefore = delivered;
            shield.interruptBefore = delivered != null && Thread.interrupted();
            delivered = null;
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
            SCOPE.setRelease(this, Objects.requireNonNull(inner.outer));
            Shield shield = inner.shield();
            if (shield != null) {
                if (delivered != null) {
                    Thread.interrupted();
                }
                delivered = shield.deliveredBefore;
                if (shield.interruptBefore) {
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
            AbortHook hook = extras == null ? null : extras.abort;
            if (hook == null) {
                Thread.currentThread().interrupt();
            } else {
                hook.ask();
                hook.fire(scheduling);
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
                interruptedFromOutside();
                Thread.interrupted(); // in a shield the cancel waits outside, and the flag would keep us from parking
                why = scope.effective();
            }
        }
        return why;
    }

    /** An interrupt that no cancel of ours gave cancels the task whose thread it is (rule R9). */
    final void interruptedFromOutside() {
        Strand<?> owner = this;
        for (Strand<?> lender = lender(); lender != null; lender = lender.lender()) {
            owner = lender;
        }
        owner.root.cancel(Parking.INTERRUPTED);
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

    /** Runs a child to its end on this task's thread; cancels of this task wait meanwhile, the child has those of its own. */
    final void runOnOwnThread(ChildTask<?> child) {
        synchronized (this) {
            lent = true;
            if (delivered != null && Thread.interrupted()) {
                delivered = null; // the child would take it for one from outside; it is given again below
            }
        }
        try {
            child.run();
        } finally {
            boolean cancelled;
            synchronized (this) {
                lent = false;
                cancelled = scope.effective() != null;
            }
            if (cancelled) {
                deliver();
            }
        }
    }

    /** What to throw here; the interrupt has done its work. */
    final RuntimeException cancelled(CancelReason why) {
        synchronized (this) {
            delivered = why;
            Thread.interrupted();
        }
        Throwable inBody = why.group == null ? null : why.group.inBodyOf(this, why);
        if (inBody != null) {
            throw Failures.sneaky(inBody);
        }
        throw new Cancellation(why.text);
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

    /** Wakes the thread if its innermost scope is cancelled and it has not been told. Any thread may call it. */
    final void deliver() {
        AbortHook hook;
        Thread running;
        synchronized (this) {
            CancelReason why = scope.effective();
            AbortHook abort = extras == null ? null : extras.abort;
            if (isDone() || why == null || delivered == why || (lent && abort == null)) {
                return;
            }
            running = thread;
            if (running == GONE) {
                return;
            }
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
            endBeforeBegin(root.reason().orElse("cancelled"));
        }
    }

    /** Ends a task that was cancelled before it began, unless it begins at this moment and sees the cancel itself (rule R8). */
    final void endBeforeBegin(String reason) {
        var result = new Outcome.Cancelled<T>(new Cancellation(reason));
        Object waiting;
        synchronized (this) {
            if (!THREAD.compareAndSet(this, null, GONE)) {
                return;
            }
            root.end();
            waiting = END.getAndSet(this, result);
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
        Outcome<T> end = outcomeOrNull();
        return "Task[" + name() + ", " + (end == null ? state().toString().toLowerCase(Locale.ROOT) : end) + "]";
    }
}
