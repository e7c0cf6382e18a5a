package dev.rapier.async;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time that a scope has: none, or until its deadline, which may be moved while the scope is open and not cancelled. Who gives a scope a
 * time looks afterwards whether it has ended, and takes it back; who ends it does so before looking for one. So no entry stays
 * in the timer.
 */
abstract sealed class Expiring extends InnerScopes permits CancelScope {
    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    private static final String PASSED = "deadline passed";

    /** Made with the scope where it is to have one, or later under this monitor. */
    private volatile @Nullable Deadline deadline;

    /** The scope whose time it is. */
    abstract CancelScope scope();

    /** Whether the task has left the scope. */
    abstract boolean isClosed();

    /** The scope's own cancel. */
    abstract @Nullable CancelReason own();

    /**
     * Gives the scope another deadline, sooner or later than the one it has, or one where it has none. In a {@link Async#timeout}
     * this moves the timeout: {@code CancelScope.current()} is its scope there. asyncio's {@code Timeout.reschedule}.
     *
     * @param fromNow how long from now; zero cancels at once
     * @throws IllegalArgumentException if it is negative or longer than 146 years
     * @throws IllegalStateException if the scope has been cancelled or has ended
     */
    public void reschedule(Duration fromNow) {
        long nanos = Durations.nanos(fromNow, "fromNow");
        synchronized (this) {
            throwIfOver();
            if (nanos > 0) {
                expireAfter(nanos, new CancelReason(PASSED));
                return;
            }
        }
        scope().cancel(new CancelReason(PASSED));
    }

    /**
     * Takes the deadline away; those of the scopes around it stay.
     *
     * @throws IllegalStateException if the scope has been cancelled or has ended
     */
    public void removeDeadline() {
        synchronized (this) {
            throwIfOver();
            removeFromTimer();
        }
    }

    private void throwIfOver() {
        CancelReason why = own();
        if (why != null || isClosed()) {
            throw new IllegalStateException("the deadline of " + this + " can't be moved: it "
                    + (why == null ? "has ended" : "was cancelled, " + why.text));
        }
    }

    /** Called by the task before others know of the scope: it is going to have a deadline. */
    final void prepareDeadline() {
        deadline = new Deadline(scope());
    }

    /** Called by the task when it is in the scope, whose deadline was {@linkplain #prepareDeadline prepared}. */
    final void expireInTime(long nanos) {
        expireAt(nanos, new CancelReason(PASSED));
    }

    /** The same of a scope that may have ended. Under this monitor where no deadline was prepared. */
    final void expireAfter(long nanos, CancelReason reason) {
        expireAt(nanos, reason);
        if (isClosed()) {
            removeFromTimer();
        }
    }

    private void expireAt(long nanos, CancelReason reason) {
        Deadline own = deadline;
        if (own == null) {
            own = new Deadline(scope());
            deadline = own;
        }
        own.reason = reason;
        Deadlines.set(own, now() + nanos);
    }

    /** Notes that a task, which was cancelled, should end soon; its outermost scope needs no deadline any more. */
    final synchronized void expectEnd() {
        removeFromTimer();
        Deadline late = new LateTask(scope());
        deadline = late;
        Deadlines.set(late, now() + LateTask.LATE);
        if (isClosed() || scope().strand.isDone()) { // the scope may be younger than the last look at it
            removeFromTimer();
        }
    }

    /** Called where the scope has ended. */
    final void removeFromTimer() {
        Deadline own = deadline;
        if (own != null && own.at != NEVER) {
            Deadlines.remove(own);
        }
    }

    /** When it is cancelled, as nano time. */
    final long deadline() {
        Deadline own = deadline;
        return own == null || own instanceof LateTask ? NEVER : own.at;
    }

    /** The time that is left until the deadline of this very scope. */
    final Optional<Duration> ownRemaining() {
        return timeTo(deadline());
    }

    final Optional<Duration> timeTo(long nanoTime) {
        return nanoTime == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, nanoTime - now())));
    }

    private long now() {
        return Parking.nanoTime(scope().strand);
    }
}
