package dev.rapier.orm;

/** A session or an engine was used after it was closed. */
public final class SessionClosed extends OrmException {
    private static final long serialVersionUID = 1L;

    SessionClosed(String message) {
        super(message);
    }
}
