package dev.rapier.orm;

import java.util.List;
import java.util.Objects;

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
 * <p>They can be written down by hand, or by the annotation processor of the module {@code rapier-processor}, which makes a class
 * {@code UserColumns} with a constant for each attribute. Static fields of this type, in the entity or in a class beside it ({@code
 * UserColumns}, {@code User_}), are checked against the mapping when the engine starts; others by the first query that uses them.
 *
 * @param <E> the entity
 * @param <V> the type of the attribute
 */
public sealed class Mapped<E, V> implements Term<E, V> permits MappedText {
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
    @Override
    public final Class<E> entity() {
        return entity;
    }

    /** The attribute's name, with dots where it is an attribute of an attribute. */
    public final String path() {
        return path;
    }

    /** The attribute's type; of one that holds many the type of each. */
    @Override
    public final Class<V> type() {
        return type;
    }

    @Override
    public final String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Equal to another attribute of the same row. */
    public final Criterion<E> eq(Mapped<E, ? extends V> other) {
        return new Comparison<>(this, Comparison.Operator.EQ, other);
    }

    /** One of these; none matches when there are none. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Criterion<E> in(V... values) {
        return in(List.of(values));
    }

    /**
     * An attribute of the entity that this one refers to: {@code Post.AUTHOR.to(User.EMAIL)}. Where this one holds many, the query must
     * have joined it.
     */
    public final <W> Mapped<E, W> to(Mapped<V, W> further) {
        return new Mapped<>(entity, path + "." + further.path(), further.type());
    }

    /** {@link #to(Mapped)}, for texts. */
    public final MappedText<E> to(MappedText<V> further) {
        return new MappedText<>(entity, path + "." + further.path());
    }

    /**
     * With at least one of the entities that this attribute refers to for which all of these hold: {@code
     * User.POSTS.any(Post.TITLE.eq("one"))}. SQLAlchemy's {@code any()} and {@code has()}, SQL's {@code EXISTS}.
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Criterion<E> any(Criterion<? super V>... criteria) {
        return new Existence<>(this, List.of(criteria));
    }

    /** As in {@code User.email}. */
    @Override
    public final String toString() {
        return entity.getSimpleName() + "." + path;
    }
}
