package dev.rapier.sql;

import org.jspecify.annotations.Nullable;

/** A migration can't be found, does not match what was applied before, or its SQL failed; the message is Flyway's. */
public final class MigrationFailed extends DatabaseException {
    private static final long serialVersionUID = 1L;

    MigrationFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
