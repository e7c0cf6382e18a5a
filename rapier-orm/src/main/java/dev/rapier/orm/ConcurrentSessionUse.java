package dev.rapier.orm;

/** A session was used by a task beside the one that it belongs to. The session stays usable by its owner. */
public final class ConcurrentSessionUse extends OrmException {
    private static final long serialVersionUID = 1L;

    ConcurrentSessionUse(String message) {
        super(message);
    }
}
