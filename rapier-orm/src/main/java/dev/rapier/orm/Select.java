package dev.rapier.orm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
 * @param <R> what each row gives: the entity, one value, or several
 */
public final class Select<E, R> {
    private final Clauses<E> clauses;
    private final ResultShape<R> shape;

    private Select(Clauses<E> clauses, ResultShape<R> shape) {
        this.clauses = clauses;
        this.shape = shape;
    }

    /** All entities of a class. */
    public static <E> Select<E, E> select(Class<E> entity) {
        return new Select<>(new Clauses<>(entity), new ResultShape.Whole<>(entity));
    }

    /** One attribute of all entities of a class, or what is computed of it. */
    public static <E, V> Select<E, V> select(Term<E, V> term) {
        return new Select<>(new Clauses<>(term.entity()), new ResultShape.One<>(term));
    }

    /** Several attributes of all entities of a class, or what is computed of them. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public static <E> Select<E, ResultRow> select(Term<E, ?> first, Term<E, ?> second, Term<E, ?>... more) {
        var terms = new ArrayList<Term<?, ?>>(List.of(first, second));
        terms.addAll(List.of(more));
        return new Select<>(new Clauses<>(first.entity()), new ResultShape.Several(List.copyOf(terms)));
    }

    /**
     * The same rows as records, whose components take the values in their order.
     *
     * @throws MappingException if it is no record, or if number or types of its components don't fit the values
     */
    public <T> Select<E, T> into(Class<T> record) {
        if (shape.terms().isEmpty()) {
            throw new MappingException(this + " gives entities; select their attributes to make records of them", null);
        }
        return new Select<>(clauses, new ResultShape.Made<>(shape.terms(), RecordMaker.of(record, shape.terms())));
    }

    /** Those for which all of these hold, and all that was asked for before. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Select<E, R> where(Criterion<? super E>... more) {
        return changed(query -> query.criteria.addAll(List.of(more)));
    }

    /**
     * Those whose attribute has this value: SQLAlchemy's {@code filter_by(username="ann")}. The name and the value's type are
     * checked against the mapping when the query is run; a program that names the attribute by a {@link Mapped} has the
     * compiler check it.
     */
    public Select<E, R> filterBy(String attribute, @Nullable Object value) {
        return where(new NamedValue<E>(attribute, value));
    }

    /**
     * Each row once for each entity that it refers to by this attribute and for which these hold; rows without any fall away.
     * Attributes of the other entity are then named by {@link Mapped#to}:
     *
     * <pre>{@code
     * select(User.class).join(User.POSTS).where(User.POSTS.to(Post.TITLE).eq("one")).orderBy(User.POSTS.to(Post.ID));
     * }</pre>
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final <J> Select<E, R> join(Mapped<? super E, J> relation, Criterion<? super J>... on) {
        return changed(query -> query.joins.add(new Join.Related<>(relation, false, List.of(on))));
    }

    /** {@link #join(Mapped, Criterion...)} that keeps rows without a partner. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final <J> Select<E, R> outerJoin(Mapped<? super E, J> relation, Criterion<? super J>... on) {
        return changed(query -> query.joins.add(new Join.Related<>(relation, true, List.of(on))));
    }

    /** Each row once for each entity of another class whose attribute has the same value, and for which these hold. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final <J, V> Select<E, R> join(Mapped<? super E, V> ours, Mapped<J, V> theirs, Criterion<? super J>... on) {
        return changed(query -> query.joins.add(new Join.Matched<>(ours, theirs, false, List.of(on))));
    }

    /** One row for all that have the same values of these. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Select<E, R> groupBy(Term<? super E, ?>... more) {
        return changed(query -> query.groupings.addAll(List.of(more)));
    }

    /** Only groups for which all of these hold. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Select<E, R> having(Criterion<? super E>... more) {
        return changed(query -> query.having.addAll(List.of(more)));
    }

    /** Sorted by these, after what was said before. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Select<E, R> orderBy(Ordering<? super E>... more) {
        return changed(query -> query.orderings.addAll(List.of(more)));
    }

    /** Sorted upwards by this, after what was said before. */
    public Select<E, R> orderBy(Term<? super E, ?> term) {
        return orderBy(term.asc());
    }

    /** Loads more together with the entities; not for streams. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public final Select<E, R> options(Load<? super E>... more) {
        return changed(query -> query.loads.addAll(List.of(more)));
    }

    /**
     * At most so many rows.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Select<E, R> limit(int rows) {
        int limit = counted("limit", rows);
        return changed(query -> query.limit = limit);
    }

    /**
     * Without the first rows.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Select<E, R> offset(int rows) {
        int offset = counted("offset", rows);
        return changed(query -> query.offset = offset);
    }

    /** Each different row once. */
    public Select<E, R> distinct() {
        return changed(query -> query.distinct = true);
    }

    /** Locks the rows until the end of the transaction, and waits for those who have locked them: {@code FOR UPDATE}. */
    public Select<E, R> withForUpdate() {
        return changed(query -> query.lock = Clauses.Lock.WAIT);
    }

    /** {@link #withForUpdate} that fails at once where others have locked a row. */
    public Select<E, R> withForUpdateNoWait() {
        return changed(query -> query.lock = Clauses.Lock.NO_WAIT);
    }

    /** {@link #withForUpdate} that passes over rows that others have locked: for queues of work. */
    public Select<E, R> withForUpdateSkipLocked() {
        return changed(query -> query.lock = Clauses.Lock.SKIP_LOCKED);
    }

    private Select<E, R> changed(Consumer<Clauses<E>> change) {
        var copy = new Clauses<>(clauses);
        change.accept(copy);
        return new Select<>(copy, shape);
    }

    Clauses<E> clauses() {
        return clauses;
    }

    ResultShape<R> shape() {
        return shape;
    }

    /** As in {@code select(User)}; without the values, which may be secret. */
    @Override
    public String toString() {
        var terms = shape.terms().stream().map(Object::toString).toList();
        return "select(" + (terms.isEmpty() ? clauses.entity.getSimpleName() : String.join(", ", terms)) + ")";
    }

    private static int counted(String what, int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException(what + " must not be negative: " + rows);
        }
        return rows;
    }
}
