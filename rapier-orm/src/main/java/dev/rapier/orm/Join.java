package dev.rapier.orm;

import java.util.List;

/** A relation that a query goes along, and what more must hold of what it leads to. */
sealed interface Join<E> {
    /** Along a relation. */
    record Related<E>(Mapped<? super E, ?> relation, boolean outer, List<Criterion<?>> on) implements Join<E> {}

    /** To the rows of another entity whose attribute has the same value. */
    record Matched<E>(Mapped<? super E, ?> ours, Mapped<?, ?> theirs, boolean outer, List<Criterion<?>> on)
            implements Join<E> {}
}
