package dev.rapier.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns the one checked exception of JDBC into the tree of {@link DatabaseException}, by the SQLSTATE that {@link Fault} finds. */
final class SqlStates {
    private static final int STATEMENT_LIMIT = 300;

    private SqlStates() {}

    /** The exception for a failure; {@code sql} is the statement, if it was one that failed. */
    static DatabaseException translate(SQLException failure, @Nullable String sql) {
        var fault = Fault.of(failure);
        var state = fault.state();
        var message = fault.message() + (sql == null ? "" : place(sql));
        if (state == null) {
            return new DatabaseException(message, null, failure);
        }
        var constraint = fault.constraint();
        return switch (state) {
            case "23505" -> new UniqueViolation(message, state, constraint, failure);
            case "23503" -> new ForeignKeyViolation(message, state, constraint, failure);
            case "23502" -> new NotNullViolation(message, state, constraint, failure);
            case "23514" -> new CheckViolation(message, state, constraint, failure);
            case "40001" -> new SerializationFailure(message, state, failure);
            case "40P01" -> new DeadlockDetected(message, state, failure);
            case "55P03" -> new LockTimeout(message, state, failure);
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

    /** Says in a message which statement it was. */
    static String place(String sql) {
        return sql.isEmpty() ? "" : " -- in the statement: " + shortened(sql);
    }

    private static String shortened(String sql) {
        var line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= STATEMENT_LIMIT ? line : line.substring(0, STATEMENT_LIMIT) + "...";
    }
}
