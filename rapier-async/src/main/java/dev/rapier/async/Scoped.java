package dev.rapier.async;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bodies in scopes of their own: deadlines, shields, aborts. */
final class Scoped {
    private Scoped() {}

    /** What became of a body: its value, or what it threw because its own scope was cancelled. */
    private record End<T extends @Nullable Object>(
            T value, @Nullable Throwable cancelled) {}

    static <T extends @Nullable Object> T timeout(Duration limit, Coroutine<? extends T> body) {
        long nanos = Durations.nanos(limit, "limit");
        Strand<?> strand = Strand.find();
        if (strand == null) {
            return RootTask.here(() -> timeout(limit, body));
        }
        CancelScope scope = new CancelScope(strand, strand.scope(), "a timeout of " + Durations.text(limit));
        End<T> end;
        try {
            end = within(strand, scope, nanos, body);
        } catch (Throwable failure) {
            if (scope.ownCancelled() && !(failure instanceof Cancellation)) {
                Failures.suppress(failure, new AsyncTimeoutException(limit));
            }
            throw Failures.sneaky(failure);
        }
        if (end.cancelled != null) {
            throw timedOut(limit, end.cancelled);
        }
        return end.value;
    }

    /** With what went wrong in the clean-up, which try-with-resources keeps on the cancellation. */
    private static AsyncTimeoutException timedOut(Duration limit, Throwable cancelled) {
        var timedOut = new AsyncTimeoutException(limit);
        for (Throwable failure : cancelled.getSuppressed()) {
            if (!Failures.isEchoOfCancel(failure)) {
                timedOut.addSuppressed(failure);
            }
        }
        return timedOut;
    }

    static <T> Optional<T> moveOnAfter(Duration limit, Coroutine<? extends @Nullable T> body) {
        long nanos = Durations.nanos(limit, "limit");
        Strand<?> strand = Strand.find();
        if (strand == null) {
            return RootTask.here(() -> moveOnAfter(limit, body));
        }
        CancelScope scope = new CancelScope(strand, strand.scope(), "a limit of " + Durations.text(limit));
        return Optional.ofNullable(Scoped.<@Nullable T>within(strand, scope, nanos, body).value);
    }

    static <T> Optional<T> scoped(Fn<? super CancelScope, ? extends @Nullable T> body) {
        Strand<?> strand = Strand.find();
        if (strand == null) {
            return RootTask.here(() -> scoped(body));
        }
        CancelScope scope = new CancelScope(strand, strand.scope(), "a cancel scope");
        return Optional.ofNullable(
                Scoped.<@Nullable T>within(strand, scope, CancelScope.NEVER, () -> body.apply(scope)).value);
    }

    static <T extends @Nullable Object> T shield(long grace, Coroutine<? extends T> body) {
        Strand<?> strand = Strand.find();
        if (strand == null) {
            return RootTask.here(body);
        }
        CancelScope scope = new CancelScope(strand, strand.scope(), "a shield", new Shield(grace));
        End<T> end = within(strand, scope, CancelScope.NEVER, body);
        if (end.cancelled != null) {
            throw new Cancellation(
                    scope.reason().orElse("cancelled")); // the grace is over and nobody outside is cancelled
        }
        return end.value;
    }

    /** Runs the body in the scope; a cancel from outside wins over the scope's own (rule R5). */
    private static <T extends @Nullable Object> End<T> within(
            Strand<?> strand, CancelScope scope, long limit, Coroutine<? extends T> body) {
        if (limit != 0 && limit != CancelScope.NEVER) {
            scope.prepareDeadline();
        }
        strand.enter(scope);
        T value;
        try {
            if (limit == 0) {
                scope.cancel(new CancelReason("deadline passed")); // now, not when the timer comes to it
            } else if (limit != CancelScope.NEVER) {
                scope.expireInTime(limit);
            }
            value = body.run();
            strand.endForgotten(scope, null);
        } catch (Throwable failure) { // every way out must leave the scope
            strand.endForgotten(scope, failure);
            if (failure instanceof InterruptedException && scope.isCancelled() && !strand.isTold()) {
                strand.interruptedFromOutside(); // just before the cancel
            }
            strand.exit(scope);
            if (!scope.isCancelled() || !Failures.isEchoOfCancel(failure)) {
                throw Failures.sneaky(failure);
            }
            CancelReason outside = strand.effective();
            if (outside != null) {
                throw strand.cancelled(outside);
            }
            if (!scope.ownCancelled()) {
                throw Failures.sneaky(failure); // the echo of a scope further in that has gone
            }
            return new End<>(Failures.nothing(), failure);
        }
        strand.exit(scope);
        return new End<>(value, null);
    }

    static <T extends @Nullable Object> T cancellable(Coroutine<? extends T> operation, Action abort) {
        Strand<?> strand = Strand.find();
        if (strand == null) {
            return operation.map(value -> (T) value).await();
        }
        strand.throwIfCancelled();
        AbortHook hook = new AbortHook(abort);
        AbortHook before = strand.abortWith(hook);
        T value;
        try {
            CancelReason why = strand.effective();
            if (why != null) {
                throw strand.cancelled(why); // between the look above and the hook: nobody has fired it for this
            }
            value = Parking.outside(strand, operation);
        } catch (Throwable failure) { // the hook must go, whatever happens
            strand.abortWith(before);
            boolean aborted = hook.finish();
            CancelReason why = strand.effective(); // null if it was a scope inside the operation that was cancelled
            if (aborted && why != null && !(failure instanceof Cancellation)) {
                var cancellation = new Cancellation(why.text);
                cancellation.addSuppressed(failure);
                throw cancellation;
            }
            throw Failures.sneaky(failure);
        }
        strand.abortWith(before);
        hook.finish();
        return value;
    }

    static Cancellation cancelled(InterruptedException interrupt) {
        Strand<?> strand = Strand.find();
        String reason = "the thread was interrupted";
        if (strand != null) {
            CancelReason why = strand.effective();
            if (why == null || !strand.isTold()) {
                strand.interruptedFromOutside();
            }
            if (why != null) {
                reason = why.text;
            }
        }
        var cancellation = new Cancellation(reason);
        cancellation.addSuppressed(interrupt);
        return cancellation;
    }
}
