package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** A column that must have a value got none (SQLSTATE 23502). */
public final class NotNullViolation extends IntegrityViolation {
    private static final long serialVersionUID = 1L;

    NotNullViolation(
            String message, @Nullable String sqlState, @Nullable String constraint, @Nullable Throwable cause) {
        super(message, sqlState, constraint, cause);
    }
}
