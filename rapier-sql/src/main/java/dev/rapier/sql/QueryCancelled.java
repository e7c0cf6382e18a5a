package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** The server ended a statement that nobody in this program cancelled, such as by {@code statement_timeout} (SQLSTATE 57014). */
public final class QueryCancelled extends DatabaseException {
    private static final long serialVersionUID = 1L;

    QueryCancelled(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, sqlState, cause);
    }
}
