package dev.rapier.orm;

import org.jspecify.annotations.Nullable;

/**
 * The root of this module's own errors. What the database itself reports is a {@link dev.rapier.sql.DatabaseException}, here as
 * in {@code rapier-sql}.
 */
public class OrmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error. */
    public OrmException(String message) {
        this(message, null);
    }

    /** An error with what led to it. */
    public OrmException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
