package dev.rapier.orm;

import java.util.List;

/** An attribute that is one of some values. */
record Membership<E>(Term<E, ?> attribute, List<?> values) implements Criterion<E> {}
