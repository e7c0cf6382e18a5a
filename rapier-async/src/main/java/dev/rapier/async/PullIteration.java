package dev.rapier.async;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A generator in a task of its own that moves only when asked: a slot and two threads that take turns. The fields are handed
 * over by the writes to {@link #turn}: the body owns them during its turn, the consumer during its own.
 */
final class PullIteration<T extends @Nullable Object> implements Iteration<T> {
    private enum Turn {
        CONSUMER,
        BODY,
        ENDED
    }

    private final Strand<?> owner;
    private final Thread consumerThread = Thread.currentThread();
    private final RootTask<Void> body;
    private final CancelScope around;
    private @Nullable Thread bodyThread;
    private volatile Turn turn = Turn.CONSUMER;

    /** Whether the consumer wants no more; written by it while the body may have the turn and be about to give it back. */
    private volatile boolean closing;

    private T value = Failures.nothing();
    private boolean hasValue;
    private boolean closed;

    private PullIteration(Strand<?> owner, AsyncGenerator<T> generator) {
        this.owner = owner;
        this.around = owner.scope();
        this.body = RootTask.within(around, "generator of " + owner.name(), owner.context, () -> {
            generator.forEachWhile(this::offer);
            return Failures.nothing();
        });
        body.onEnd(() -> {
            turn = Turn.ENDED;
            Parking.unpark(owner, consumerThread);
        });
    }

    static <T extends @Nullable Object> PullIteration<T> open(AsyncGenerator<T> generator) {
        Strand<?> owner = Strand.current();
        PullIteration<T> iteration = new PullIteration<>(owner, generator);
        owner.opened(iteration);
        return iteration;
    }

    /**
     * Called by the body: hands the value over and waits for the next turn; false when the consumer has closed. A cancel does not
     * end this wait: a body that has yielded stays where it is until its consumer, which is cancelled too, closes it in its turn.
     */
    private boolean offer(T next) {
        value = next;
        hasValue = true;
        turn = Turn.CONSUMER;
        Parking.unpark(owner, consumerThread);
        Parking.awaitEnd("the consumer of a generator", () -> turn != Turn.CONSUMER || closing, Parking.Late.NEVER);
        if (closing && Thread.currentThread().isInterrupted()) {
            body.noticeInterrupt(); // it hears of the cancel by the end of the yield; what cleans up may block
        }
        return !closing;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return PullIteration.this.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the generator has ended");
                }
                hasValue = false;
                return value;
            }
        };
    }

    private void checkOwner() {
        if (Caller.isOther(owner, consumerThread)) {
            throw new IllegalStateException("a generator that " + Caller.name(owner, consumerThread) + " opened"
                    + atSite("") + " is used by " + Caller.name()
                    + "; open one for each task");
        }
    }

    private boolean hasNext() {
        checkOwner();
        if (hasValue) {
            return true;
        }
        if (closed) {
            return false;
        }
        if (turn != Turn.ENDED) {
            giveTurn();
            BooleanSupplier mine = () -> turn != Turn.BODY;
            Parking.await(body, mine, CancelScope.NEVER);
        }
        if (hasValue) {
            return true;
        }
        closed = true;
        owner.closed(this);
        if (body.outcome() instanceof Outcome.Cancelled<Void>) {
            Parking.throwIfCancelled(owner); // the body shares our scope: it was our own cancel
        }
        body.outcome().get();
        return false;
    }

    private void giveTurn() {
        if (turn == Turn.BODY) {
            return; // an earlier wait was cancelled while the body had its turn
        }
        turn = Turn.BODY;
        if (bodyThread == null) {
            bodyThread = VirtualThreads.start(owner.scheduling, body);
        } else {
            Parking.unpark(body, bodyThread);
        }
    }

    @Override
    public void close() {
        checkOwner();
        if (closed) {
            return;
        }
        closed = true;
        hasValue = false;
        owner.closed(this);
        if (bodyThread == null) {
            body.cancel("closed before its first value");
            return;
        }
        if (turn == Turn.BODY || body.cancelReason().isPresent()) {
            // the consumer's wait was cancelled: the body is still at work, or cleans up; in both cases not for too
            // long
            body.cancel("the iteration was closed");
        }
        if (turn != Turn.ENDED) {
            closing = true;
            Parking.unpark(body, bodyThread);
            Parking.awaitEnd(body, body::isDone, Parking.Late.NEVER);
        }
        if (body.outcome() instanceof Outcome.Failure<Void> failure) {
            failure.get();
        }
    }

    /** Where it was opened, or other words where that is not known. */
    private String atSite(String unknown) {
        Site site = body.madeAt();
        return site == null ? unknown : " at " + site;
    }

    /** Called when the owner's task ends without having closed it. */
    void closeForgotten() {
        Warnings.report(
                owner,
                "task " + owner.name() + " ended without closing a generator it had opened"
                        + atSite("; " + Debug.HINT));
        try {
            close();
        } catch (Throwable e) { // a checked exception, too: the owner's task must come to its end
            Warnings.report(owner, "a generator failed while it was closed", e);
        }
    }
}
