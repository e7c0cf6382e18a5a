package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** The connection broke: the server went away, restarted, or ended the session (SQLSTATE class 08, 57P01 to 57P05). */
public final class ConnectionLost extends DatabaseException {
    private static final long serialVersionUID = 1L;

    ConnectionLost(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, sqlState, cause);
    }
}
