package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** A lock that somebody else has did not become free within the database's limit (SQLSTATE 55P03). */
public final class LockTimeout extends DatabaseException {
    private static final long serialVersionUID = 1L;

    LockTimeout(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, sqlState, cause);
    }
}
