package dev.rapier.orm;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query. They are all here: nothing is open, and a result outlives its session.
 *
 * @param <R> what each row gives
 */
public final class Result<R> implements Iterable<R> {
    private final Select<?, R> query;
    private final List<R> rows;
    /** How many rows {@link #fetchMany} has given; owned by the thread that has the result. */
    private int fetched;

    Result(Select<?, R> query, List<R> rows) {
        this.query = query;
        this.rows = Collections.unmodifiableList(rows);
    }

    /**
     * The one row, if there is one; empty also where an attribute was asked for that has no value.
     *
     * @throws MultipleResultsFound if there are more
     */
    public Optional<R> scalarOneOrNone() {
        atMostOne();
        return first();
    }

    /**
     * The one row; null where an attribute was asked for that has no value.
     *
     * @throws NoResultFound if there is none
     * @throws MultipleResultsFound if there are more
     */
    public R scalarOne() {
        if (rows.isEmpty()) {
            throw new NoResultFound(query + " found no row, where one was asked for");
        }
        atMostOne();
        return rows.getFirst();
    }

    /** {@link #scalarOne}. */
    public R one() {
        return scalarOne();
    }

    /** {@link #scalarOneOrNone}. */
    public Optional<R> oneOrNone() {
        return scalarOneOrNone();
    }

    /** The first row, if there is one; empty also where an attribute was asked for that has no value. */
    public Optional<R> first() {
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.getFirst());
    }

    /** {@link #first}. */
    public Optional<R> scalar() {
        return first();
    }

    /** All rows; null stands for an attribute without a value. */
    public List<R> all() {
        return rows;
    }

    /** The rows as values: {@code result.scalars().all()}. */
    public Scalars<R> scalars() {
        return new Scalars<>(this);
    }

    /** The next rows, at most so many, after those that were fetched like this before; none after the last. */
    public List<R> fetchMany(int size) {
        int from = fetched;
        fetched = Math.min(rows.size(), from + positive(size));
        return rows.subList(from, fetched);
    }

    /** The next row, after those that were fetched like this before. */
    public Optional<R> fetchOne() {
        var next = fetchMany(1);
        return next.isEmpty() ? Optional.empty() : Optional.ofNullable(next.getFirst());
    }

    /** The rows in lists of this size; the last may be shorter. */
    public List<List<R>> partitions(int size) {
        int step = positive(size);
        return IntStream.iterate(0, from -> from < rows.size(), from -> from + step)
                .mapToObj(from -> rows.subList(from, Math.min(rows.size(), from + step)))
                .toList();
    }

    /** Each different row once, in the order of their first appearance: what a join made several of. */
    public Result<R> unique() {
        return new Result<>(query, List.copyOf(new LinkedHashSet<>(rows)));
    }

    /**
     * The rows as maps from the names of what was asked for to the values.
     *
     * @throws IllegalStateException if the rows are records
     */
    public List<Map<String, @Nullable Object>> mappings() {
        var terms = query.shape().terms();
        var name = terms.isEmpty()
                ? query.clauses().entity.getSimpleName()
                : terms.getFirst().name();
        return rows.stream()
                .map(row -> switch (query.shape()) {
                    case ResultShape.Several _ -> ((ResultRow) row).asMap();
                    case ResultShape.Made<R> _ ->
                        throw new IllegalStateException(query + " makes records; leave out into(..) to have maps");
                    case ResultShape.Whole<?> _, ResultShape.One<R> _ ->
                        Collections.<String, @Nullable Object>singletonMap(name, row);
                })
                .toList();
    }

    private static int positive(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size is at least 1: " + size);
        }
        return size;
    }

    private void atMostOne() {
        if (rows.size() > 1) {
            throw new MultipleResultsFound(query + " found " + rows.size() + " rows, where at most one was asked for");
        }
    }

    @Override
    public Iterator<R> iterator() {
        return rows.iterator();
    }
}
