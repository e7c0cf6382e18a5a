package dev.rapier.orm;

/** The opposite of a criterion. */
record Negation<E>(Criterion<E> criterion) implements Criterion<E> {}
