package dev.rapier.cli;

/** Why a process can't be looked at; the message is for people. */
final class LookFailure extends Exception {
    private static final long serialVersionUID = 1L;

    LookFailure(String message) {
        super(message);
    }

    LookFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
