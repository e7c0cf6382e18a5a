package dev.rapier.orm;

/** A query that must find one row found none. */
public final class NoResultFound extends OrmException {
    private static final long serialVersionUID = 1L;

    NoResultFound(String message) {
        super(message);
    }
}
