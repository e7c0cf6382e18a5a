package dev.rapier.orm;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a query. They are all here: nothing is open, and a result outlives its session.
 *
 * @param <R> what each row gives
 */
public final class Result<R> implements Iterable<R> {
    private final String query;
    private final List<R> rows;

    Result(String query, List<R> rows) {
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
