package dev.rapier.orm;

import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes all rows of which something holds, by one statement and without the cascades of the mapping; SQLAlchemy's {@code delete()}.
 * Immutable.
 *
 * @param <E> the entity whose rows are deleted
 */
public final class BulkDelete<E> implements BulkStatement<E> {
    private final Class<E> entity;
    private final List<Criterion<? super E>> criteria;

    private BulkDelete(Class<E> entity, List<Criterion<? super E>> criteria) {
        this.entity = entity;
        this.criteria = criteria;
    }

    /** All rows of an entity. */
    public static <E> BulkDelete<E> delete(Class<E> entity) {
        return new BulkDelete<>(entity, List.of());
    }

    /** Those for which all of these hold, and all that was asked for before. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final BulkDelete<E> where(Criterion<? super E>... more) {
        return new BulkDelete<>(
                entity,
                Stream.<Criterion<? super E>>concat(criteria.stream(), Stream.of(more))
                        .toList());
    }

    Class<E> entity() {
        return entity;
    }

    List<Criterion<? super E>> criteria() {
        return criteria;
    }

    /** As in {@code delete(User)}. */
    @Override
    public String toString() {
        return "delete(" + entity.getSimpleName() + ")";
    }
}
