package dev.rapier.async;

/** Thrown by {@link AsyncBarrier#await} when the barrier was aborted or reset. */
public final class BarrierBrokenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BarrierBrokenException(String message) {
        super(message);
    }
}
