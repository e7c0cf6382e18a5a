package dev.rapier.orm;

/** A query that may find one row found more. */
public final class MultipleResultsFound extends OrmException {
    private static final long serialVersionUID = 1L;

    MultipleResultsFound(String message) {
        super(message);
    }
}
