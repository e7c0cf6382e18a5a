package dev.rapier.orm;

import java.util.ArrayList;
import java.util.List;

/** What has been said to a {@link Select}. Changed only before the query that has it is handed out. */
final class Clauses<E> {
    final Class<E> entity;
    final List<Criterion<? super E>> criteria = new ArrayList<>();
    final List<Join<E>> joins = new ArrayList<>();
    final List<Term<? super E, ?>> groupings = new ArrayList<>();
    final List<Criterion<? super E>> having = new ArrayList<>();
    final List<Ordering<? super E>> orderings = new ArrayList<>();
    final List<Load<? super E>> loads = new ArrayList<>();
    int offset;
    int limit = Integer.MAX_VALUE;
    boolean distinct;
    Lock lock = Lock.NONE;

    /** How the rows are locked against others, until the end of the transaction. */
    enum Lock {
        NONE,
        WAIT,
        NO_WAIT,
        SKIP_LOCKED
    }

    Clauses(Class<E> entity) {
        this.entity = entity;
    }

    /** A copy, to be changed. */
    Clauses(Clauses<E> other) {
        this(other.entity);
        criteria.addAll(other.criteria);
        joins.addAll(other.joins);
        groupings.addAll(other.groupings);
        having.addAll(other.having);
        orderings.addAll(other.orderings);
        loads.addAll(other.loads);
        offset = other.offset;
        limit = other.limit;
        distinct = other.distinct;
        lock = other.lock;
    }
}
