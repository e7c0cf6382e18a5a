package dev.rapier.sql;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Anything that goes wrong between the program and its database; the root of this module's errors.
 *
 * <p>The subclasses follow the SQLSTATE that the server sent, so that a program can catch one kind and
 * let the rest pass. No message ever holds a password.
 */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;

    /** An error with a cause that no server reported. */
    public DatabaseException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /** An error that a server reported under {@code sqlState}, five characters of SQL's table of states. */
    public DatabaseException(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** The exception of this tree for what JDBC threw, by its SQLSTATE. */
    public static DatabaseException of(SQLException failure) {
        return SqlStates.translate(failure, null);
    }

    /**
     * The SQLSTATE, five characters, that the server or the driver gave; PostgreSQL's for the same where theirs says less, as
     * with MySQL and SQLite. Empty when the error is ours.
     */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }
}
