package dev.rapier.sql;

import dev.rapier.async.ContextVar;
import dev.rapier.async.Fn;
import dev.rapier.async.Task;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which task has which connection. A task uses the one that it holds; a child of a holder gets another one, unless the holder has
 * a transaction open, which the child would silently escape from.
 */
final class Leases implements ConnectionChoice {
    private final Pool pool;

    /** The leases that are held over more than a statement, by the thread of the task; entries go when the lease goes. */
    private final ConcurrentMap<Object, Lease> held = new ConcurrentHashMap<>();

    /** The lease that this task or one above it took last and holds. Children inherit it at the fork. */
    private final ContextVar<Lease> around = ContextVar.of("held database connection");

    Leases(Pool pool) {
        this.pool = pool;
    }

    @Override
    public <R extends @Nullable Object> R with(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        var mine = mine();
        return mine != null ? Queries.apply(body, mine) : withNew(acquire(lane), lane, body);
    }

    @Override
    public <R extends @Nullable Object> R withOwn(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        var mine = mine();
        var outer = mine != null ? mine : outer();
        if (outer == null || !outer.inUserTransaction()) {
            return withOwn(outer, mine, lane, body);
        }
        try {
            return withOwn(outer, mine, lane, lease -> {
                lease.limitLocks(pool.options().poolWait());
                return body.apply(lease);
            });
        } catch (LockTimeout e) {
            throw new LockTimeout(
                    "A statement outside of the transaction around it waited for a lock, which that transaction may have; it was"
                            + " taken at " + outer.place() + ". " + e.getMessage(),
                    "55P03",
                    e);
        }
    }

    private <R extends @Nullable Object> R withOwn(
            @Nullable Lease outer, @Nullable Lease mine, ConnectionLane lane, Fn<Lease, ? extends R> body) {
        var own = pool.acquire(outer == null ? lane : nestedIn(outer)).beside(outer);
        if (lane == ConnectionLane.STATEMENT || mine != null) {
            try {
                return Queries.apply(body, own);
            } finally {
                own.giveBack();
            }
        }
        return withNew(own, lane, body);
    }

    @Override
    public Lease hold() {
        var mine = mine();
        if (mine != null) {
            mine.use();
            return mine;
        }
        var lease = acquire(ConnectionLane.HOLDING);
        held.put(lease.owner(), lease);
        lease.boundBy(around.bind(lease));
        return lease;
    }

    @Override
    public Lease holdOwn() {
        var mine = mine();
        var outer = mine != null ? mine : outer();
        var lease = pool.acquire(outer == null ? ConnectionLane.HOLDING : nestedIn(outer))
                .beside(outer);
        lease.boundBy(around.bind(lease)); // what is asked for below, or beside, is nested
        return lease;
    }

    @Override
    public void letGo(Lease lease) {
        if (lease.unuse()) {
            held.remove(lease.owner(), lease);
            try {
                lease.unbind();
            } finally {
                lease.giveBack();
            }
        }
    }

    @Override
    public int holders() {
        return held.size();
    }

    private <R extends @Nullable Object> R withNew(Lease lease, ConnectionLane lane, Fn<Lease, ? extends R> body) {
        try {
            if (lane == ConnectionLane.STATEMENT) {
                return Queries.apply(body, lease);
            }
            held.put(lease.owner(), lease);
            return around.call(lease, () -> body.apply(lease));
        } finally {
            held.remove(lease.owner(), lease);
            lease.giveBack();
        }
    }

    private Lease acquire(ConnectionLane lane) {
        var outer = outer();
        if (outer == null) {
            return pool.acquire(lane);
        }
        if (outer.inUserTransaction() && outer.owner() != Task.holder()) {
            throw new TransactionMisuse(
                    "A child task asks the database for a connection while the task that started it has a"
                            + " transaction open: it would not be part of it. Give the child the transaction (tx.fetchAll(..)),"
                            + " or say db.independent() if it is to stand outside. " + places(outer));
        }
        return pool.acquire(nestedIn(outer)).beside(outer);
    }

    /** The lane for a connection below one that is held. What could block the pool for good is refused at once. */
    private ConnectionLane nestedIn(Lease outer) {
        if (outer.lane() == ConnectionLane.NESTED) {
            throw new TransactionMisuse(
                    "A third connection inside the second inside the first could block the pool for good;"
                            + " give the inner task one of the two. " + places(outer));
        }
        if (pool.maxSize() == 1) {
            throw new PoolTimeout(
                    "A pool of one connection has none for a task that holds it or stands below one that does;"
                            + " set max_size to 2 or more, or give the task the connection. " + places(outer));
        }
        return ConnectionLane.NESTED;
    }

    private static String places(Lease outer) {
        return "The outer one was taken at " + outer.place() + ", the other is wanted at " + CallSite.here();
    }

    private @Nullable Lease mine() {
        return held.isEmpty() ? null : held.get(Task.holder());
    }

    /** What a task above this one has out, or this one itself for a library that stands on a connection of its own. */
    private @Nullable Lease outer() {
        var outer = around.find().orElse(null);
        return outer != null && outer.isOut() ? outer : null;
    }
}
