package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** The server ended a circle of transactions that waited for each other with this one (SQLSTATE 40P01); run it again. */
public final class DeadlockDetected extends DatabaseException {
    private static final long serialVersionUID = 1L;

    DeadlockDetected(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, sqlState, cause);
    }
}
