package dev.rapier.orm;

import org.jspecify.annotations.Nullable;

/** An entity, or a column of one, does not fit: the class can't be mapped, or a query names what the mapping does not have. */
public final class MappingException extends OrmException {
    private static final long serialVersionUID = 1L;

    MappingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What went wrong while the mapping was made; one object can't be thrown by several threads. */
    static MappingException of(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && !(cause instanceof MappingException)) {
            cause = cause.getCause();
        }
        return new MappingException(
                cause instanceof MappingException
                        ? String.valueOf(cause.getMessage())
                        : "The entities can't be mapped: " + cause,
                failure);
    }
}
