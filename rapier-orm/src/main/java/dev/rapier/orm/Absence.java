package dev.rapier.orm;

/** An attribute without a value. */
record Absence<E>(Term<E, ?> attribute) implements Criterion<E> {}
