package dev.rapier.async;

import java.time.Duration;
import java.util.Objects;

/** The body of a {@link Async#timeout} did not end in time; it has been cancelled and its clean-up is done. */
public final class AsyncTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says how long was waited. */
    public AsyncTimeoutException(Duration limit) {
        super("timed out after " + Durations.text(Objects.requireNonNull(limit, "limit")));
    }
}
