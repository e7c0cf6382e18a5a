package dev.rapier.orm;

import java.util.List;

/**
 * What a row must be like to be found. Made by the attributes of an entity: {@code User.ID.eq(7).or(User.EMAIL.contains("@"))}.
 *
 * @param <E> the entity that it is about
 */
public sealed interface Criterion<E>
        permits Comparison, Membership, FoundMembership, Existence, Absence, Likeness, NamedValue, Negation, Junction {
    /** This and that. */
    default Criterion<E> and(Criterion<E> other) {
        return new Junction<>(List.of(this, other), true);
    }

    /** This or that. */
    default Criterion<E> or(Criterion<E> other) {
        return new Junction<>(List.of(this, other), false);
    }

    /** Not this. */
    default Criterion<E> not() {
        return new Negation<>(this);
    }
}
