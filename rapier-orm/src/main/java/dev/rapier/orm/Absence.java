package dev.rapier.orm;

/** An attribute without a value. */
record Absence<E>(Mapped<E, ?> attribute) implements Criterion<E> {}
