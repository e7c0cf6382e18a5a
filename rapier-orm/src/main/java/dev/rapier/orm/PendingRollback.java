package dev.rapier.orm;

import org.jspecify.annotations.Nullable;

/** A session is used after an error that only its {@code rollback()} mends; the cause is that error. */
public final class PendingRollback extends OrmException {
    private static final long serialVersionUID = 1L;

    PendingRollback(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
