package dev.rapier.sql;

/** A row has no such column, or a column's value does not fit the type that is asked for. */
public final class BadRow extends DatabaseException {
    private static final long serialVersionUID = 1L;

    BadRow(String message) {
        super(message, null);
    }
}
