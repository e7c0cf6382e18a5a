package dev.rapier.orm;

/** A value that another query finds, too. */
record FoundMembership<E>(Term<E, ?> attribute, Select<?, ?> found) implements Criterion<E> {}
