package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** One start that waits until the started says that it is ready. Its state is under its monitor. */
final class Startup<T extends @Nullable Object> extends Waiter implements TaskStatus<T>, Parking.Grant {
    private final Startable<T> body;
    private volatile @Nullable Outcome<T> outcome;
    private volatile boolean childDone;

    Startup(Startable<T> body) {
        this.body = body;
    }

    /** The body of the child. What it throws before it is ready is the starter's, and only the starter's. */
    Void runChild() throws Exception {
        try {
            body.run(this);
        } catch (Throwable failure) { // whatever it is, either the starter or the group hears of it
            if (!decide(
                    failure instanceof Cancellation why
                            ? new Outcome.Cancelled<>(why)
                            : new Outcome.Failure<>(failure))) {
                throw failure;
            }
            return Failures.nothing();
        }
        decide(new Outcome.Failure<>(new IllegalStateException(
                "task " + Task.current().name() + " ended without saying that it had started")));
        return Failures.nothing();
    }

    /** Called by the starter. */
    T await(Task<Void> child) {
        child.onEnd(this); // it may be cancelled before its body begins
        try {
            Parking.awaitGrant(child, this);
        } catch (Throwable cancelled) { // nobody waits for the child's readiness now
            child.cancel("its starter was cancelled");
            Parking.awaitEnd(child, child::isDone, Parking.Late.NEVER);
            throw cancelled;
        } finally {
            child.forget(this);
        }
        Outcome<T> result = outcome;
        if (result == null) {
            child.await();
            throw new IllegalStateException("task " + child.name() + " ended before it began");
        }
        return result.get();
    }

    @Override
    public void started(T value) {
        if (!decide(new Outcome.Success<>(value))) {
            throw new IllegalStateException("started() was called twice");
        }
    }

    /** Returns whether this was the decision; a starter that has gone gets none, and the child hears of its cancel. */
    private synchronized boolean decide(Outcome<T> result) {
        if (outcome != null) {
            return false;
        }
        outcome = result;
        wake();
        return true;
    }

    @Override
    public boolean isGiven() {
        return outcome != null || childDone;
    }

    @Override
    public synchronized boolean withdraw() {
        return !isGiven();
    }

    /** Called when the child has ended. */
    @Override
    public void run() {
        childDone = true;
        wake();
    }
}
