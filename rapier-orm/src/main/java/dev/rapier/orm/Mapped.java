package dev.rapier.orm;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mapped attribute of an entity, written down once and used in queries: SQLAlchemy's {@code User.id}.
 *
 * <pre>{@code
 * @Entity @Table(name = "users")
 * static class User {
 *     static final Mapped<User, Integer> ID = Mapped.of(User.class, "id", Integer.class);
 *     static final MappedText<User> EMAIL = Mapped.text(User.class, "email");
 *
 *     @Id Integer id;
 *     String email;
 * }
 *
 * select(User.class).where(User.ID.eq(userId)).orderBy(User.EMAIL.asc());
 * }</pre>
 *
 * <p>Static fields of this type, in the entity or in a class beside it that is named after it with an underscore ({@code User_}),
 * are checked against the mapping when the engine starts; others by the first query that uses them.
 *
 * @param <E> the entity
 * @param <V> the type of the attribute
 */
public sealed class Mapped<E, V> permits MappedText {
    private final Class<E> entity;
    private final String path;
    private final Class<V> type;

    Mapped(Class<E> entity, String path, Class<V> type) {
        this.entity = Objects.requireNonNull(entity, "entity");
        this.path = Objects.requireNonNull(path, "path");
        this.type = Objects.requireNonNull(type, "type");
    }

    /**
     * The attribute {@code name}. A dotted name goes through embedded values and single references, as in
     * {@code Mapped.of(Post.class, "author.id", Integer.class)}.
     */
    public static <E, V> Mapped<E, V> of(Class<E> entity, String name, Class<V> type) {
        return new Mapped<>(entity, name, type);
    }

    /** An attribute that is a text. */
    public static <E> MappedText<E> text(Class<E> entity, String name) {
        return new MappedText<>(entity, name);
    }

    /** The class that has the attribute. */
    public final Class<E> entity() {
        return entity;
    }

    /** The attribute's name, with dots where it is an attribute of an attribute. */
    public final String path() {
        return path;
    }

    /** The attribute's type. */
    public final Class<V> type() {
        return type;
    }

    /** {@code User.id == value}; as in SQLAlchemy null asks for {@code IS NULL}. */
    public final Criterion<E> eq(@Nullable V value) {
        return value == null ? isNull() : new Comparison<>(this, Comparison.Operator.EQ, value);
    }

    /** Equal to another attribute of the same row. */
    public final Criterion<E> eq(Mapped<E, ? extends V> other) {
        return new Comparison<>(this, Comparison.Operator.EQ, other);
    }

    /** {@code User.id != value}; null asks for {@code IS NOT NULL}. Rows without a value are not found, as SQL has it. */
    public final Criterion<E> ne(@Nullable V value) {
        return value == null ? isNotNull() : new Comparison<>(this, Comparison.Operator.NE, value);
    }

    /** Less than the value. */
    public final <C extends Comparable<? super V>> Criterion<E> lt(C value) {
        return new Comparison<>(this, Comparison.Operator.LT, value);
    }

    /** Less than the value, or equal to it. */
    public final <C extends Comparable<? super V>> Criterion<E> le(C value) {
        return new Comparison<>(this, Comparison.Operator.LE, value);
    }

    /** Greater than the value. */
    public final <C extends Comparable<? super V>> Criterion<E> gt(C value) {
        return new Comparison<>(this, Comparison.Operator.GT, value);
    }

    /** Greater than the value, or equal to it. */
    public final <C extends Comparable<? super V>> Criterion<E> ge(C value) {
        return new Comparison<>(this, Comparison.Operator.GE, value);
    }

    /** From the one to the other, both included. */
    public final <C extends Comparable<? super V>> Criterion<E> between(C low, C high) {
        return ge(low).and(le(high));
    }

    /** One of these; none matches when there are none. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Criterion<E> in(V... values) {
        return in(List.of(values));
    }

    /** One of these; none matches when there are none. */
    public final Criterion<E> in(Collection<? extends V> values) {
        return new Membership<>(this, List.copyOf(values));
    }

    /** None of these. */
    public final Criterion<E> notIn(Collection<? extends V> values) {
        return in(values).not();
    }

    /** Without a value. */
    public final Criterion<E> isNull() {
        return new Absence<>(this);
    }

    /** With a value. */
    public final Criterion<E> isNotNull() {
        return isNull().not();
    }

    /** Upwards by this attribute. */
    public final Ordering<E> asc() {
        return new Ordering<>(this, false);
    }

    /** Downwards by this attribute. */
    public final Ordering<E> desc() {
        return new Ordering<>(this, true);
    }

    /** As in {@code User.email}. */
    @Override
    public final String toString() {
        return entity.getSimpleName() + "." + path;
    }
}
