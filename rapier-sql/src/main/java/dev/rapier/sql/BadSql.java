package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** The server does not understand a statement or what it names (SQLSTATE class 42). */
public final class BadSql extends DatabaseException {
    private static final long serialVersionUID = 1L;

    BadSql(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, sqlState, cause);
    }
}
