package dev.rapier.web;

/** The application can't start; the message is one sentence that says what failed and why. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartupException(String message, Throwable cause) {
        super(message, cause);
    }

    /** {@code Users.connect failed: Connection refused}. */
    static StartupException of(String what, Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new StartupException(what + " failed: " + why, cause);
    }
}
