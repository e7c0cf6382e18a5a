package dev.rapier.sql.embedded;

import dev.rapier.sql.DatabaseException;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL can't be unpacked, started or stopped; the message says why and what to do. */
public final class EmbeddedException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    EmbeddedException(String message) {
        super(message, null);
    }

    EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
