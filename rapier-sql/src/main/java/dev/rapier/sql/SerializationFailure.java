package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** The transaction can not be put in an order with others (SQLSTATE 40001); run it again. */
public final class SerializationFailure extends DatabaseException {
    private static final long serialVersionUID = 1L;

    SerializationFailure(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, sqlState, cause);
    }
}
