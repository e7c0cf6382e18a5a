package dev.rapier.sql;

/** A statement before {@code connect()} or after {@code disconnect()}. */
public final class DatabaseNotConnected extends DatabaseException {
    private static final long serialVersionUID = 1L;

    DatabaseNotConnected(String message) {
        super(message, null);
    }
}
