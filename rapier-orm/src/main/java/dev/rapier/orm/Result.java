package dev.rapier.orm;

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
        this.rows = rows;
    }

    /**
     * The one row, if there is one.
     *
     * @throws MultipleResultsFound if there are more
     */
    public Optional<R> scalarOneOrNone() {
        if (rows.size() > 1) {
            throw new MultipleResultsFound(query + " found " + rows.size() + " rows, where at most one was asked for");
        }
        return first();
    }

    /**
     * The one row.
     *
     * @throws NoResultFound if there is none
     * @throws MultipleResultsFound if there are more
     */
    public R scalarOne() {
        return scalarOneOrNone().orElseThrow(() -> new NoResultFound(query + " found no row, where one was asked for"));
    }

    /** {@link #scalarOne}. */
    public R one() {
        return scalarOne();
    }

    /** {@link #scalarOneOrNone}. */
    public Optional<R> oneOrNone() {
        return scalarOneOrNone();
    }

    /** The first row, if there is one. */
    public Optional<R> first() {
        return rows.stream().findFirst();
    }

    /** {@link #first}. */
    public Optional<R> scalar() {
        return first();
    }

    /** All rows. */
    public List<R> all() {
        return rows;
    }

    /** The rows as values: {@code result.scalars().all()}. */
    public Scalars<R> scalars() {
        return new Scalars<>(this);
    }

    @Override
    public Iterator<R> iterator() {
        return rows.iterator();
    }
}
