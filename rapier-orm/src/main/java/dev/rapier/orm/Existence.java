package dev.rapier.orm;

import java.util.List;

/** A relation that leads to at least one entity for which some criteria hold. */
record Existence<E, J>(Mapped<E, J> relation, List<Criterion<? super J>> criteria) implements Criterion<E> {}
