package dev.rapier.sql;

/** No connection of the pool became free within the time that a caller waits for one. */
public final class PoolTimeout extends DatabaseException {
    private static final long serialVersionUID = 1L;

    PoolTimeout(String message) {
        super(message, null);
    }
}
