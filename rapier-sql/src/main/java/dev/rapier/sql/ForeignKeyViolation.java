package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** A row refers to one that is not there, or is referred to by one that is (SQLSTATE 23503). */
public final class ForeignKeyViolation extends IntegrityViolation {
    private static final long serialVersionUID = 1L;

    ForeignKeyViolation(
            String message, @Nullable String sqlState, @Nullable String constraint, @Nullable Throwable cause) {
        super(message, sqlState, constraint, cause);
    }
}
