package dev.rapier.orm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change of all rows of which something holds; SQLAlchemy's {@code update()}. Immutable.
 *
 * <pre>{@code
 * int changed = session.execute(update(User.class).where(User.EMAIL.isNull()).values(User.EMAIL, ""));
 * }</pre>
 *
 * @param <E> the entity whose rows are changed
 */
public final class BulkUpdate<E> implements BulkStatement<E> {
    private final Class<E> entity;
    private final List<Criterion<? super E>> criteria;
    private final Map<String, Value> values;

    /** What an attribute is set to; checked says whether the compiler has seen its type. */
    record Value(@Nullable Object value, @Nullable Mapped<?, ?> column) {}

    private BulkUpdate(Class<E> entity, List<Criterion<? super E>> criteria, Map<String, Value> values) {
        this.entity = entity;
        this.criteria = criteria;
        this.values = values;
    }

    /** All rows of an entity; with {@link #values} in the next step. */
    public static <E> BulkUpdate<E> update(Class<E> entity) {
        return new BulkUpdate<>(entity, List.of(), Map.of());
    }

    /** Those for which all of these hold, and all that was asked for before. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final BulkUpdate<E> where(Criterion<? super E>... more) {
        return new BulkUpdate<>(
                entity,
                Stream.<Criterion<? super E>>concat(criteria.stream(), Stream.of(more))
                        .toList(),
                values);
    }

    /** Sets an attribute to a value. */
    public <V> BulkUpdate<E> values(Mapped<? super E, V> attribute, @Nullable V value) {
        return with(attribute.path(), new Value(value, attribute));
    }

    /** Sets an attribute to what is computed of the row: {@code plus(User.LOGIN_COUNT, 1)}. */
    public <V> BulkUpdate<E> values(Mapped<? super E, V> attribute, Term<? super E, V> value) {
        return with(attribute.path(), new Value(value, attribute));
    }

    /** Sets an attribute by its name, which is checked when the statement is run. */
    public BulkUpdate<E> values(String attribute, @Nullable Object value) {
        return with(attribute, new Value(value, null));
    }

    private BulkUpdate<E> with(String attribute, Value value) {
        var more = new LinkedHashMap<>(values);
        more.put(attribute, value);
        return new BulkUpdate<>(entity, criteria, more);
    }

    Class<E> entity() {
        return entity;
    }

    List<Criterion<? super E>> criteria() {
        return criteria;
    }

    Map<String, Value> values() {
        return values;
    }

    /** As in {@code update(User)}. */
    @Override
    public String toString() {
        return "update(" + entity.getSimpleName() + ")";
    }
}
