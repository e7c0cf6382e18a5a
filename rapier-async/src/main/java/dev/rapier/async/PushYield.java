package dev.rapier.async;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One run of a generator on its consumer's thread. A yield is a call of the consumer, in the consumer's scope and context: a
 * timeout or variable set inside the generator does not reach the consumer (what PEP 789 asks for). Owned by that thread.
 */
final class PushYield<T extends @Nullable Object> implements Yield<T> {
    private final Predicate<? super T> consumer;
    private final @Nullable Strand<?> strand = Strand.find();
    private final Thread thread = Thread.currentThread();
    private final @Nullable CancelScope consumerScope = strand == null ? null : strand.scope();
    private final @Nullable ContextFrame consumerContext = strand == null ? null : strand.context;
    private boolean ended;
    private @Nullable GeneratorExit exit;
    private @Nullable Throwable consumerFailure;

    PushYield(Predicate<? super T> consumer) {
        this.consumer = consumer;
    }

    void run(Gen<T> body) {
        Throwable failure = null;
        try {
            body.run(this);
            endForgotten(null);
        } catch (Throwable thrown) { // whatever ends the body, the consumer's own failure comes first
            endForgotten(thrown);
            failure = thrown == exit ? null : thrown;
        }
        ended = true;
        Throwable first = consumerFailure;
        if (first != null) {
            if (failure != null) {
                Failures.suppress(first, failure);
            }
            throw Failures.sneaky(first);
        }
        if (failure != null) {
            throw Failures.sneaky(failure);
        }
    }

    @Override
    public void yield(T value) {
        if (Caller.isOther(strand, thread)) {
            throw new IllegalStateException("a generator that " + Caller.name(strand, thread) + " runs yields in "
                    + Caller.name() + "; it may on its own thread only, not from a task it started");
        }
        if (ended || exit != null) {
            throw new IllegalStateException("generator ignored close: it yields after its end, in " + Caller.name());
        }
        boolean more;
        if (strand == null) {
            more = consume(value);
        } else {
            strand.throwIfCancelled();
            more = consumeInTurn(strand, value);
        }
        if (!more) {
            GeneratorExit unwind = new GeneratorExit();
            exit = unwind;
            throw unwind;
        }
    }

    private boolean consumeInTurn(Strand<?> task, T value) {
        CancelScope bodyScope = task.scope();
        ContextFrame bodyContext = task.context;
        if (bodyScope == consumerScope && bodyContext == consumerContext) {
            return consume(value);
        }
        task.context = consumerContext;
        if (consumerScope != null && consumerScope != bodyScope) {
            task.switchTo(consumerScope);
        }
        try {
            return consume(value);
        } finally {
            task.context = bodyContext;
            if (consumerScope != bodyScope) {
                task.switchTo(bodyScope);
            }
        }
    }

    /** Groups that one side left open end with its turn. */
    private void endForgotten(@Nullable Throwable failure) {
        if (strand != null && consumerScope != null) {
            strand.endForgotten(consumerScope, failure);
        }
    }

    private boolean consume(T value) {
        try {
            boolean more = consumer.test(value);
            endForgotten(null);
            return more;
        } catch (Throwable failure) { // kept for the consumer's side; the body must not see it
            endForgotten(failure);
            consumerFailure = failure;
            return false;
        }
    }
}
