package dev.rapier.sql;

/** The values of a statement don't fit its named parameters: one is missing, unknown or of a type that no database knows. */
public final class BadParameters extends DatabaseException {
    private static final long serialVersionUID = 1L;

    BadParameters(String message) {
        super(message, null);
    }
}
