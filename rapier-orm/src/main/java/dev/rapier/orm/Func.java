package dev.rapier.orm;

import dev.rapier.orm.Computed.Operation;

/**
 * Functions of the database; SQLAlchemy's {@code func}.
 *
 * <pre>{@code
 * select(Post.AUTHOR, count(Post.ID)).groupBy(Post.AUTHOR).having(count(Post.ID).gt(3L));
 * }</pre>
 */
public final class Func {
    private Func() {}

    /** The entity itself, beside other values: {@code select(entity(User.class), count(User.POSTS.to(Post.ID)))}. */
    public static <E> Term<E, E> entity(Class<E> entity) {
        return new Computed<>(entity, entity, Operation.ROW, null, null);
    }

    /** How many rows: {@code count(*)}. */
    public static <E> Term<E, Long> count(Class<E> entity) {
        return new Computed<>(entity, Long.class, Operation.COUNT, null, null);
    }

    /** How many rows that have a value. */
    public static <E> Term<E, Long> count(Term<E, ?> term) {
        return new Computed<>(term.entity(), Long.class, Operation.COUNT, term, null);
    }

    /** How many different values. */
    public static <E> Term<E, Long> countDistinct(Term<E, ?> term) {
        return new Computed<>(term.entity(), Long.class, Operation.COUNT_DISTINCT, term, null);
    }

    /** The sum, without a value where there are no rows; more than fits into the type is an error of the database. */
    public static <E, N extends Number> Term<E, N> sum(Term<E, N> term) {
        return new Computed<>(term.entity(), term.type(), Operation.SUM, term, null);
    }

    /** The mean, without a value where there are no rows. */
    public static <E> Term<E, Double> avg(Term<E, ? extends Number> term) {
        return new Computed<>(term.entity(), Double.class, Operation.AVG, term, null);
    }

    /** The least value. */
    public static <E, V extends Comparable<? super V>> Term<E, V> min(Term<E, V> term) {
        return new Computed<>(term.entity(), term.type(), Operation.MIN, term, null);
    }

    /** The greatest value. */
    public static <E, V extends Comparable<? super V>> Term<E, V> max(Term<E, V> term) {
        return new Computed<>(term.entity(), term.type(), Operation.MAX, term, null);
    }

    /** In small letters. */
    public static <E> Term<E, String> lower(Term<E, String> term) {
        return new Computed<>(term.entity(), String.class, Operation.LOWER, term, null);
    }

    /** In capitals. */
    public static <E> Term<E, String> upper(Term<E, String> term) {
        return new Computed<>(term.entity(), String.class, Operation.UPPER, term, null);
    }

    /** So much more: {@code update(User.class).values(User.LOGIN_COUNT, plus(User.LOGIN_COUNT, 1))}. */
    public static <E, N extends Number> Term<E, N> plus(Term<E, N> term, N more) {
        return new Computed<>(term.entity(), term.type(), Operation.PLUS, term, more);
    }
}
