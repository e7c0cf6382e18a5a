package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** An operation that nothing can stop, on a thread of its own, and its caller, who can leave. Its state is under its monitor. */
final class Abandonable<T extends @Nullable Object> extends Waiter implements Parking.Grant {
    private static final System.Logger LOG = System.getLogger("rapier.async");

    private final Resource.Release<? super T> whenAbandoned;
    private volatile @Nullable Outcome<T> outcome;
    private boolean abandoned;

    private Abandonable(Resource.Release<? super T> whenAbandoned) {
        this.whenAbandoned = whenAbandoned;
    }

    static <T extends @Nullable Object> T run(
            Coroutine<? extends T> operation, Resource.Release<? super T> whenAbandoned) {
        Strand<?> caller = Strand.find();
        Parking.throwIfCancelled(caller);
        Abandonable<T> call = new Abandonable<>(whenAbandoned);
        RootTask<T> task = RootTask.detached("abandonable", caller, operation);
        task.onEnd(() -> call.ended(task.outcome()));
        VirtualThreads.execute(
                caller == null ? null : caller.scheduling, body -> VirtualThreads.start(null, body), task);
        Parking.awaitGrant(task, call);
        return task.outcome() instanceof Outcome.Cancelled<T>(Cancellation why)
                ? throwIt(why)
                : task.outcome().get();
    }

    private static <T extends @Nullable Object> T throwIt(Cancellation why) {
        throw new ChildCancelled("the operation cancelled itself: " + why.reason(), why);
    }

    private void ended(Outcome<T> result) {
        synchronized (this) {
            outcome = result;
            if (!abandoned) {
                wake();
                return;
            }
        }
        switch (result) {
            case Outcome.Success<T>(T value) -> release(value);
            case Outcome.Failure<T>(Throwable failure) ->
                LOG.log(System.Logger.Level.DEBUG, "an abandoned operation failed", failure);
            case Outcome.Cancelled<T> cancelled -> {}
        }
    }

    private void release(T value) {
        try {
            whenAbandoned.release(value);
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "the result of an abandoned operation could not be released", e);
        }
    }

    @Override
    public boolean isGiven() {
        return outcome != null;
    }

    @Override
    public synchronized boolean withdraw() {
        abandoned = outcome == null;
        return abandoned;
    }
}
