package dev.rapier.orm;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a query knows of each row, or of each group of rows: an attribute ({@link Mapped}), or what a function makes of it
 * ({@link Func}).
 *
 * @param <E> the entity that is searched
 * @param <V> the type of the value
 */
public sealed interface Term<E, V> permits Mapped, Computed {
    /** The entity that is searched. */
    Class<E> entity();

    /** The type of the value. */
    Class<V> type();

    /** What the value is called in a row of several: {@code email}, {@code count_posts}. */
    String name();

    /** {@code User.id == value}; as in SQLAlchemy null asks for {@code IS NULL}. */
    default Criterion<E> eq(@Nullable V value) {
        return value == null ? isNull() : new Comparison<>(this, Comparison.Operator.EQ, value);
    }

    /** {@code User.id != value}; null asks for {@code IS NOT NULL}. Rows without a value are not found, as SQL has it. */
    default Criterion<E> ne(@Nullable V value) {
        return value == null ? isNotNull() : new Comparison<>(this, Comparison.Operator.NE, value);
    }

    /** Less than the value. */
    default <C extends Comparable<? super V>> Criterion<E> lt(C value) {
        return new Comparison<>(this, Comparison.Operator.LT, value);
    }

    /** Less than the value, or equal to it. */
    default <C extends Comparable<? super V>> Criterion<E> le(C value) {
        return new Comparison<>(this, Comparison.Operator.LE, value);
    }

    /** Greater than the value. */
    default <C extends Comparable<? super V>> Criterion<E> gt(C value) {
        return new Comparison<>(this, Comparison.Operator.GT, value);
    }

    /** Greater than the value, or equal to it. */
    default <C extends Comparable<? super V>> Criterion<E> ge(C value) {
        return new Comparison<>(this, Comparison.Operator.GE, value);
    }

    /** From the one to the other, both included. */
    default <C extends Comparable<? super V>> Criterion<E> between(C low, C high) {
        return ge(low).and(le(high));
    }

    /** One of these; none matches when there are none. */
    default Criterion<E> in(Collection<? extends V> values) {
        return new Membership<>(this, List.copyOf(values));
    }

    /** One of what another query finds. */
    default Criterion<E> in(Select<?, ? extends V> found) {
        return new FoundMembership<>(this, found);
    }

    /** None of these. */
    default Criterion<E> notIn(Collection<? extends V> values) {
        return in(values).not();
    }

    /** Without a value. */
    default Criterion<E> isNull() {
        return new Absence<>(this);
    }

    /** With a value. */
    default Criterion<E> isNotNull() {
        return isNull().not();
    }

    /** Upwards by this. */
    default Ordering<E> asc() {
        return new Ordering<>(this, false);
    }

    /** Downwards by this. */
    default Ordering<E> desc() {
        return new Ordering<>(this, true);
    }
}
