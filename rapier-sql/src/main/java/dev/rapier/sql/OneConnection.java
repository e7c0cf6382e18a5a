package dev.rapier.sql;

import dev.rapier.async.AsyncSemaphore;
import dev.rapier.async.ContextBinding;
import dev.rapier.async.ContextVar;
import dev.rapier.async.Fn;
import dev.rapier.async.Task;
import org.jspecify.annotations.Nullable;

/**
 * For tests: all tasks use one connection, in one transaction that is rolled back in the end. What a task commits is a savepoint.
 * Statements take turns, and so do the transactions of different tasks.
 */
final class OneConnection implements ConnectionChoice, AutoCloseable {
    private final Lease lease;
    private final Transaction all;
    private final AsyncSemaphore turn = new AsyncSemaphore("the one connection of a database for a test", 1);

    /** Whose turn it is, see {@link Task#holder}. */
    private volatile @Nullable Object holder;

    /** How often the holder has taken it; the holder's own. */
    private int holds;

    /** What children of a block form inherit; the holder's own. */
    private @Nullable ContextBinding binding;

    /** Who above has a transaction open. */
    private final ContextVar<Object> above = ContextVar.of("forced rollback");

    OneConnection(Queries database, Pool pool) {
        lease = pool.acquire(ConnectionLane.HOLDING);
        all = Transaction.begin(database, lease, TransactionOptions.of(), () -> {});
    }

    @Override
    public <R extends @Nullable Object> R with(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        if (lane == ConnectionLane.STATEMENT) {
            return Queries.apply(body, lease);
        }
        takeTurn();
        try {
            return above.call(Task.holder(), () -> body.apply(lease));
        } finally {
            passTurn();
        }
    }

    @Override
    public <R extends @Nullable Object> R withOwn(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        return with(lane, body);
    }

    @Override
    public Lease hold() {
        takeTurn();
        if (holds == 1) {
            binding = above.bind(Task.holder());
        }
        return lease;
    }

    @Override
    public Lease holdOwn() {
        return hold();
    }

    @Override
    public void letGo(Lease held) {
        if (holder != Task.holder()) {
            throw new TransactionMisuse(
                    "A connection, or a transaction, is closed by another task than the one that took it");
        }
        var bound = binding;
        try {
            if (holds == 1 && bound != null) {
                binding = null;
                bound.close();
            }
        } finally {
            passTurn();
        }
    }

    @Override
    public int holders() {
        return holder == null ? 0 : 1;
    }

    /** Rolls everything back. */
    @Override
    public void close() {
        all.undo();
        lease.giveBack();
    }

    private void takeTurn() {
        var me = Task.holder();
        if (holder == me) {
            holds++;
            return;
        }
        if (!turn.tryAcquire()) {
            if (above.find().filter(other -> other != me).isPresent()) {
                throw new TransactionMisuse(
                        "A child task begins a transaction while the task that started it has one open;"
                                + " give the child the transaction");
            }
            turn.acquire();
        }
        holder = me;
        holds = 1;
    }

    private void passTurn() {
        if (--holds == 0) {
            holder = null;
            turn.release();
        }
    }
}
