package dev.rapier.orm;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The first value of each row of a {@link Result}; SQLAlchemy's {@code ScalarResult}.
 *
 * @param <R> the type of the values
 */
public final class Scalars<R> implements Iterable<R> {
    private final Result<R> result;

    Scalars(Result<R> result) {
        this.result = result;
    }

    /** All values. */
    public List<R> all() {
        return result.all();
    }

    /** The first value, if there is one. */
    public Optional<R> first() {
        return result.first();
    }

    /**
     * The one value.
     *
     * @throws NoResultFound if there is none
     * @throws MultipleResultsFound if there are more
     */
    public R one() {
        return result.one();
    }

    /**
     * The one value, if there is one.
     *
     * @throws MultipleResultsFound if there are more
     */
    public Optional<R> oneOrNone() {
        return result.oneOrNone();
    }

    /** Each different value once, in the order of their first appearance. */
    public List<R> unique() {
        return result.all().stream().distinct().toList();
    }

    @Override
    public Iterator<R> iterator() {
        return result.iterator();
    }
}
