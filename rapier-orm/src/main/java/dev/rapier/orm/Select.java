package dev.rapier.orm;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query, as a value: each method returns a new one, so that a query can be kept, shared and refined.
 *
 * <pre>{@code
 * var stmt = select(User.class).where(User.ID.eq(userId));
 * var user = session.execute(stmt).scalarOneOrNone();
 * }</pre>
 *
 * @param <E> the entity that is searched
 * @param <R> what each row gives: the entity, or one attribute
 */
public final class Select<E, R> {
    private final Source<E, R> source;
    private final List<Criterion<? super E>> criteria;
    private final List<Ordering<? super E>> orderings;
    private final Window window;

    private Select(
            Source<E, R> source,
            List<Criterion<? super E>> criteria,
            List<Ordering<? super E>> orderings,
            Window window) {
        this.source = source;
        this.criteria = criteria;
        this.orderings = orderings;
        this.window = window;
    }

    /** What is selected from; without a column it is the entity itself. */
    record Source<E, R>(
            Class<E> entity, Class<R> result, @Nullable Mapped<E, R> column) {}

    /** Which of the rows are wanted. */
    record Window(int offset, int limit, boolean distinct) {
        private static final Window ALL = new Window(0, Integer.MAX_VALUE, false);
    }

    /** All entities of a class. */
    public static <E> Select<E, E> select(Class<E> entity) {
        return new Select<>(new Source<>(entity, entity, null), List.of(), List.of(), Window.ALL);
    }

    /** One attribute of all entities of a class. */
    public static <E, V> Select<E, V> select(Mapped<E, V> column) {
        return new Select<>(new Source<>(column.entity(), column.type(), column), List.of(), List.of(), Window.ALL);
    }

    /** Those for which all of these hold, and all that was asked for before. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Select<E, R> where(Criterion<? super E>... more) {
        return new Select<>(source, joined(criteria, List.of(more)), orderings, window);
    }

    /**
     * Those whose attribute has this value: SQLAlchemy's {@code filter_by(username="ann")}. The name and the value's type are
     * checked against the mapping when the query is run; a program that names the attribute by a {@link Mapped} has the
     * compiler check it.
     */
    public Select<E, R> filterBy(String attribute, @Nullable Object value) {
        return where(new NamedValue<E>(attribute, value));
    }

    /** Sorted by these, after what was said before. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Select<E, R> orderBy(Ordering<? super E>... more) {
        return new Select<>(source, criteria, joined(orderings, List.of(more)), window);
    }

    /** Sorted upwards by this attribute, after what was said before. */
    public Select<E, R> orderBy(Mapped<? super E, ?> attribute) {
        return orderBy(attribute.asc());
    }

    /**
     * At most so many rows.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Select<E, R> limit(int rows) {
        return windowed(new Window(window.offset, counted("limit", rows), window.distinct));
    }

    /**
     * Without the first rows.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Select<E, R> offset(int rows) {
        return windowed(new Window(counted("offset", rows), window.limit, window.distinct));
    }

    /** Each different row once. */
    public Select<E, R> distinct() {
        return windowed(new Window(window.offset, window.limit, true));
    }

    private Select<E, R> windowed(Window other) {
        return new Select<>(source, criteria, orderings, other);
    }

    Source<E, R> source() {
        return source;
    }

    List<Criterion<? super E>> criteria() {
        return criteria;
    }

    List<Ordering<? super E>> orderings() {
        return orderings;
    }

    Window window() {
        return window;
    }

    /** As in {@code select(User)}; without the values, which may be secret. */
    @Override
    public String toString() {
        var column = source.column();
        return "select(" + (column == null ? source.entity().getSimpleName() : column) + ")";
    }

    private static int counted(String what, int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException(what + " must not be negative: " + rows);
        }
        return rows;
    }

    private static <T> List<T> joined(List<? extends T> before, List<? extends T> more) {
        return Stream.<T>concat(before.stream(), more.stream()).toList();
    }
}
