package dev.rapier.async;

/**
 * Thrown by every blocking call of Rapier while the scope that it runs in is cancelled: again at each further call, so that
 * swallowing it does not help (level-triggered). The scope that was cancelled catches it at its end.
 *
 * <p>It is an {@link Error} so that {@code catch (Exception e)} lets it pass, as Python's {@code CancelledError} is a {@code
 * BaseException}. It has no stack trace; it is a signal and not a fault.
 */
public final class Cancellation extends Error {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Cancellation(String reason) {
        super(reason, null, true, false);
        this.reason = reason;
    }

    /** Why the scope was cancelled; the first reason that was given stays. */
    public String reason() {
        return reason;
    }
}
