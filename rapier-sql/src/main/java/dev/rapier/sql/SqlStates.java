package dev.rapier.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** Turns the one checked exception of JDBC into the tree of {@link DatabaseException}, by SQLSTATE. */
final class SqlStates {
    private static final int STATEMENT_LIMIT = 300;

    private SqlStates() {}

    /** The exception for a failure; {@code sql} is the statement, if it was one that failed. */
    static DatabaseException translate(SQLException failure, @Nullable String sql) {
        var state = failure.getSQLState();
        var message = message(failure) + (sql == null ? "" : " -- in the statement: " + shortened(sql));
        if (state == null) {
            return new DatabaseException(message, null, failure);
        }
        var constraint = constraint(failure);
        return switch (state) {
            case "23505" -> new UniqueViolation(message, state, constraint, failure);
            case "23503" -> new ForeignKeyViolation(message, state, constraint, failure);
            case "23502" -> new NotNullViolation(message, state, constraint, failure);
            case "23514" -> new CheckViolation(message, state, constraint, failure);
            case "40001" -> new SerializationFailure(message, state, failure);
            case "40P01" -> new DeadlockDetected(message, state, failure);
            case "57014" -> new QueryCancelled(message, state, failure);
            case "57P01", "57P02", "57P03", "57P04", "57P05" -> new ConnectionLost(message, state, failure);
            default -> byClass(failure, state, message, constraint);
        };
    }

    private static DatabaseException byClass(
            SQLException failure, String state, String message, @Nullable String constraint) {
        if (state.startsWith("08")) {
            return new ConnectionLost(message, state, failure);
        }
        if (state.startsWith("23")) {
            return new IntegrityViolation(message, state, constraint, failure);
        }
        return state.startsWith("42")
                ? new BadSql(message, state, failure)
                : new DatabaseException(message, state, failure);
    }

    /** The server's primary message alone: details may hold the values of a row. */
    private static String message(SQLException failure) {
        if (failure instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            var server = postgres.getServerErrorMessage();
            return server.getMessage() + " (SQLSTATE " + failure.getSQLState() + ")";
        }
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static @Nullable String constraint(SQLException failure) {
        return failure instanceof PSQLException postgres && postgres.getServerErrorMessage() != null
                ? postgres.getServerErrorMessage().getConstraint()
                : null;
    }

    private static String shortened(String sql) {
        var line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= STATEMENT_LIMIT ? line : line.substring(0, STATEMENT_LIMIT) + "...";
    }
}
