package dev.rapier.orm;

import org.jspecify.annotations.Nullable;

/** A row that a session wanted to change was changed or deleted by somebody else in the meantime (a {@code @Version} differs). */
public final class StaleData extends OrmException {
    private static final long serialVersionUID = 1L;

    StaleData(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
