package dev.rapier.tour;

/** The command line can't be understood; the message says why and what is allowed. */
final class BadUsage extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadUsage(String message) {
        super(message);
    }
}
