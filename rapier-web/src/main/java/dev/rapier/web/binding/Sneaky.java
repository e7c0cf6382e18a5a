package dev.rapier.web.binding;

/** Lets exceptions of the user's code pass as they are, also checked ones. */
final class Sneaky {
    private Sneaky() {}

    /** Throws; the result is for {@code throw Sneaky.unchecked(..)}, which tells the compiler that nothing follows. */
    @SuppressWarnings("unchecked") // The cast is not checked at run time, which is the point.
    static <E extends Throwable> RuntimeException unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
