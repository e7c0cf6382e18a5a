package dev.rapier.async;

/**
 * The awaited task was cancelled by somebody, while the awaiting one is healthy. An ordinary exception, so that it can't be
 * taken for one's own {@link Cancellation} (rule R10).
 */
public final class ChildCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChildCancelled(String message, Throwable cause) {
        super(message, cause);
    }
}
