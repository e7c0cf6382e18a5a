package dev.rapier.async;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every task is: a body, and the thread that runs it. The context belongs to the task's own thread; what others touch is under this
 * monitor. How it ends, in which scopes it is, how cancels reach it and what people see of it is one class each, above this one.
 *
 * <p>While it runs a task is the handler of uncaught exceptions of its thread: that is how it is found again, by one read of a
 * field that every thread has.
 */
abstract sealed class Strand<T extends @Nullable Object> extends Appearance<T>
        implements Runnable, Thread.UncaughtExceptionHandler permits RootTask, ChildTask {
    /** A {@link Coroutine} or an {@link Action}: for the sake of size, none is wrapped in the other. */
    final Object body;

    /** The values of context variables; owned by the task. */
    @Nullable
    ContextFrame context;

    /** A child, which has no scope of its own yet. */
    Strand(Object body, CancelScope around, @Nullable ContextFrame context, Birth birth) {
        super(around.strand.scheduling, around, birth);
        this.body = body;
        this.context = context;
        if (!ContextBridges.NONE || Debug.notesSites(scheduling)) {
            noteExtras(Debug.notesSites(scheduling) ? Site.here() : null);
        }
    }

    /** A task in no group. */
    Strand(
            Coroutine<? extends T> body,
            @Nullable Scheduling scheduling,
            @Nullable CancelScope around,
            @Nullable ContextFrame context,
            @Nullable Site madeAt) {
        super(scheduling, around, madeAt, new Birth(scheduling, 1));
        this.body = body;
        this.context = context;
        if (!ContextBridges.NONE || madeAt != null) {
            noteExtras(madeAt);
        }
    }

    private void noteExtras(@Nullable Site madeAt) {
        Extras own = extras();
        own.madeAt = madeAt;
        own.bridged = ContextBridges.NONE ? null : ContextBridges.capture();
    }

    @Override
    final Strand<T> strand() {
        return this;
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

    /** Called by the task's thread before its body. */
    void begins() {}

    @Override
    public final void run() {
        Thread current = Thread.currentThread();
        if (!begin(current)) {
            return;
        }
        begins();
        Thread.UncaughtExceptionHandler before = current.getUncaughtExceptionHandler();
        current.setUncaughtExceptionHandler(this);
        try {
            if (Debug.ON) {
                Carriers.run(this, this::runInContext);
            } else if (ContextBridges.NONE) {
                runBody(); // few frames: a task that waits keeps them all
            } else {
                runInContext();
            }
        } catch (Throwable failure) { // of a context bridge, or for want of memory: whoever waits must hear of the end
            if (isDone()) {
                throw failure;
            }
            finish(new Outcome.Failure<>(failure));
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
        Extras own = extrasOrNull();
        if (own == null || own.bridged == null) {
            runBody();
        } else {
            ContextBridges.run(own.bridged, this::runBody);
        }
    }

    @SuppressWarnings(
            "unchecked") // a coroutine of this task's type; work without a result is of a task whose result is null
    private void runBody() {
        Outcome<T> result;
        CancelReason early = effectiveOutermost();
        if (early != null) {
            WatchedCoroutine.forget(body);
            result = new Outcome.Cancelled<>(new Cancellation(early.text));
        } else {
            try {
                T value;
                if (body instanceof Coroutine<?> coroutine) {
                    value = (T) coroutine.run();
                } else {
                    ((Action) body).run();
                    value = Failures.nothing();
                }
                endAllForgotten(null);
                result = new Outcome.Success<>(value);
            } catch (Throwable failure) { // an Error of a child reaches its group as it is (rule R13)
                endAllForgotten(failure);
                result = outcomeOf(failure);
            }
        }
        Extras own = extrasOrNull();
        if (own != null) {
            for (PullIteration<?> pull : List.copyOf(own.openPulls)) {
                pull.closeForgotten();
            }
            own.watch.taskEnded(this, result instanceof Outcome.Success<T> ? parentStrand() : null);
        }
        finish(result);
    }

    private void finish(Outcome<T> result) {
        if (result instanceof Outcome.Failure<T>(Throwable failure)) {
            fails(failure);
        }
        complete(result);
    }

    /** Called by the task's thread before it ends with a failure. */
    void fails(Throwable failure) {}

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
        CancelReason why = effectiveOutermost();
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

    @Override
    final void neverBegan() {
        WatchedCoroutine.forget(body);
    }

    @Override
    public final T await() {
        Outcome<T> result = outcomeOrNull();
        if (result == null) {
            waitForEnd();
            result = outcome();
        }
        if (result instanceof Outcome.Cancelled<T>) {
            Parking.throwIfCancelled(Strand.find()); // by the same cancel, of which the other one heard first
        }
        return result.get();
    }

    private void waitForEnd() {
        Waiter waiter = new Waiter();
        onEnd(waiter);
        Strand<?> me = waiter.strand();
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
                me.goesOn();
            }
        }
    }

    @Override
    public final boolean cancel(String reason) {
        if (isDone()) {
            return false;
        }
        outermost().cancelTask(reason);
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
}
