package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** A check constraint says no (SQLSTATE 23514). */
public final class CheckViolation extends IntegrityViolation {
    private static final long serialVersionUID = 1L;

    CheckViolation(String message, @Nullable String sqlState, @Nullable String constraint, @Nullable Throwable cause) {
        super(message, sqlState, constraint, cause);
    }
}
