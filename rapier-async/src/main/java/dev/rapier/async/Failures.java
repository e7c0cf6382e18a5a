package dev.rapier.async;

import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** How exceptions travel: unwrapped, and told apart from the echo of a cancel. */
final class Failures {
    private Failures() {}

    /** Throws the exception as it is, although the compiler does not know of it. Never returns. */
    static RuntimeException sneaky(Throwable failure) {
        throw Failures.<RuntimeException>unchecked(failure);
    }

    @SuppressWarnings("unchecked") // erased: this is how a checked exception passes a method that does not declare it
    private static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    /** Null as a value of any type: the result of work without one. */
    @SuppressWarnings("NullAway") // the one place that says null for an unknown type
    static <T extends @Nullable Object> T nothing() {
        return null;
    }

    /** What blocking code throws because its thread was interrupted (rule R9), or the cancellation itself. */
    static boolean isEchoOfCancel(Throwable failure) {
        return failure instanceof Cancellation
                || failure instanceof InterruptedException
                || failure instanceof ClosedByInterruptException
                || (failure instanceof SocketException && "Closed by interrupt".equals(failure.getMessage()));
    }

    /** Adds one failure to another, never to itself. */
    static void suppress(Throwable first, Throwable other) {
        if (first != other) {
            first.addSuppressed(other);
        }
    }
}
