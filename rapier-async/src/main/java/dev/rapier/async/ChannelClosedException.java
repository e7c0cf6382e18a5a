package dev.rapier.async;

/** Thrown by an {@link AsyncChannel} when there is nothing to receive any more, or nobody to send to. */
public final class ChannelClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ChannelClosedException(String message) {
        super(message);
    }
}
