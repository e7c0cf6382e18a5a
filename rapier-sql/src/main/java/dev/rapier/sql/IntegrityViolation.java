package dev.rapier.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement would have broken a constraint (SQLSTATE class 23); the subclasses say of which kind. */
public class IntegrityViolation extends DatabaseException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String constraint;

    IntegrityViolation(
            String message, @Nullable String sqlState, @Nullable String constraint, @Nullable Throwable cause) {
        super(message, sqlState, cause);
        this.constraint = constraint;
    }

    /** The name of the constraint, if the server gave it. */
    public Optional<String> constraint() {
        return Optional.ofNullable(constraint);
    }
}
