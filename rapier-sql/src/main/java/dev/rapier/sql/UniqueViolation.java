package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** A value that must be unique is there already (SQLSTATE 23505). */
public final class UniqueViolation extends IntegrityViolation {
    private static final long serialVersionUID = 1L;

    UniqueViolation(String message, @Nullable String sqlState, @Nullable String constraint, @Nullable Throwable cause) {
        super(message, sqlState, constraint, cause);
    }
}
