package dev.rapier.sql;

import dev.rapier.async.Coroutine;
import dev.rapier.async.Fn;
import dev.rapier.async.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction, or a savepoint inside one. See {@link Queries#transaction} and {@link Queries#begin()}.
 *
 * <p>A child task that is given it may use it, side by side with others: their statements take turns on its connection. It
 * ends on the task that began it, when those children have ended. Its state changes under the turn of its lease.
 */
public final class Transaction extends Queries implements AutoCloseable {
    private enum State {
        OPEN,
        COMMITTED,
        ROLLED_BACK
    }

    private final Queries on;
    private final Lease lease;
    private final boolean implicit;
    private final Runnable afterwards;
    private final Object owner = Task.holder();
    private boolean rollsBack;
    private @Nullable Savepoint savepoint;
    private volatile State state = State.OPEN;

    private Transaction(Queries on, Lease lease, boolean implicit, Runnable afterwards) {
        this.on = on;
        this.lease = lease;
        this.implicit = implicit;
        this.afterwards = afterwards;
    }

    /** Begins a transaction on a lease, a savepoint if there is one already. {@code afterwards} is run by {@link #close}. */
    static Transaction begin(Queries on, Lease lease, TransactionOptions options, Runnable afterwards) {
        var transaction = new Transaction(on, lease, false, afterwards);
        transaction.open(options);
        return transaction;
    }

    /** The lambda form, run again after a conflict if the options say so and there is no other transaction around it. */
    static <T extends @Nullable Object> T run(
            Queries on, TransactionOptions options, Fn<? super Transaction, ? extends T> body) {
        var outermost = new AtomicBoolean();
        for (int attempt = 0; ; attempt++) {
            try {
                return on.with(ConnectionLane.HOLDING, lease -> {
                    outermost.set(lease.transactions().isEmpty());
                    return attempt(on, lease, options, body);
                });
            } catch (SerializationFailure | DeadlockDetected conflict) {
                if (attempt >= options.retries() || !outermost.get()) {
                    throw conflict;
                }
                Log.debug("Transaction runs again, attempt {0}, after: {1}", attempt + 2, conflict);
            }
        }
    }

    private static <T extends @Nullable Object> T attempt(
            Queries on, Lease lease, TransactionOptions options, Fn<? super Transaction, ? extends T> body)
            throws Exception {
        var transaction = begin(on, lease, options, () -> {});
        return transaction.around(() -> body.apply(transaction));
    }

    /** Runs a stream in a transaction, for a cursor lives in one only; in the one that is open, if there is one. */
    static <T> T forStream(Queries on, Lease lease, Coroutine<T> body) throws Exception {
        if (!lease.transactions().isEmpty()) {
            return body.run();
        }
        var transaction = new Transaction(on, lease, true, () -> {});
        transaction.open(TransactionOptions.of());
        return transaction.around(body);
    }

    private <T extends @Nullable Object> T around(Coroutine<? extends T> body) throws Exception {
        try {
            T result = body.run();
            if (state == State.OPEN) {
                commit();
            }
            return result;
        } finally {
            close();
        }
    }

    private void open(TransactionOptions options) {
        rollsBack = options.rollsBack();
        var modes = options.sql();
        if (lease.transactions().isEmpty()) {
            on.runner().echo("BEGIN");
            modes.ifPresent(on.runner()::echo);
            lease.begin(options, this::opened);
            return;
        }
        if (modes.isPresent()) {
            throw new TransactionMisuse("A transaction inside another is a savepoint, which takes no options");
        }
        on.runner().echo("SAVEPOINT");
        lease.call(WorkKind.BEGIN, "SAVEPOINT", false, (jdbc, abort) -> {
            savepoint = dialect().savepoint(jdbc, lease.transactions().size());
            opened();
            return true;
        });
    }

    private void opened() {
        lease.transactions().push(this);
        lease.transactionsChanged();
    }

    private Dialect dialect() {
        return lease.pool().dialect();
    }

    /**
     * Makes the work last; a savepoint's becomes part of the transaction around it.
     *
     * @throws TransactionMisuse when it is over, one that began inside it is still open, or one of its statements has failed
     */
    public void commit() {
        requireInnermost("commit");
        if (rollsBack) {
            undo();
            return;
        }
        on.runner().echo(savepoint == null ? "COMMIT" : "RELEASE SAVEPOINT");
        try {
            lease.call(WorkKind.COMMIT, "COMMIT", (jdbc, abort) -> {
                requireUnharmed(jdbc);
                if (savepoint == null) {
                    dialect().commit(jdbc);
                } else {
                    dialect().release(jdbc, savepoint);
                }
                end(State.COMMITTED);
                return true;
            });
        } catch (Throwable e) {
            undo();
            throw e;
        }
    }

    /**
     * Takes the work back.
     *
     * @throws TransactionMisuse when it is over, or one that began inside it is still open
     */
    public void rollback() {
        requireInnermost("rollback");
        undo();
    }

    /** Rolls back what was not committed; then nothing more can be done with it. A second call does nothing. */
    @Override
    public void close() {
        boolean outOfOrder = state == State.OPEN && lease.transactions().peek() != this;
        try {
            if (state == State.OPEN) {
                undo();
            }
        } finally {
            afterwards.run();
        }
        if (outOfOrder) {
            throw outOfOrder("close");
        }
    }

    /** Whether it is neither committed nor rolled back. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isImplicit() {
        return implicit;
    }

    @Override
    public Transaction begin(TransactionOptions options) {
        requireOpen();
        return begin(this, lease, options, () -> {});
    }

    @Override
    <R extends @Nullable Object> R with(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        requireOpen();
        return apply(body, lease);
    }

    @Override
    StatementRunner runner() {
        return on.runner();
    }

    /** Rolls back, with all that began inside and is open still. Never fails: what can't be undone ends the connection. */
    void undo() {
        if (state != State.OPEN) {
            return;
        }
        on.runner().echo(savepoint == null ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT");
        lease.clean(WorkKind.ROLLBACK, "ROLLBACK", jdbc -> {
            if (savepoint == null) {
                dialect().rollback(jdbc);
            } else if (!lease.isLost()) {
                dialect().rollback(jdbc, savepoint);
            }
        });
        end(State.ROLLED_BACK);
    }

    private void requireUnharmed(Connection jdbc) throws SQLException {
        if (lease.isLost() || dialect().hasFailed(jdbc)) {
            throw new TransactionMisuse(
                    "Nothing to commit: a statement of the transaction failed and the failure was caught, but"
                            + " the server has given up the whole. Put a statement that may fail into a transaction inside");
        }
    }

    private void end(State how) {
        var open = lease.transactions();
        while (!open.isEmpty() && open.peek() != this) {
            open.pop().state = State.ROLLED_BACK;
        }
        open.poll();
        state = how;
        lease.transactionsChanged();
    }

    private void requireOpen() {
        if (state != State.OPEN) {
            throw new TransactionMisuse("The transaction is over, it was "
                    + (state == State.COMMITTED ? "committed" : "rolled back") + " before this use. It was taken"
                    + " at " + lease.place());
        }
        if (!lease.isOut()) {
            throw new TransactionMisuse(
                    "The transaction's connection has gone back to the pool; it was taken at " + lease.place());
        }
    }

    private void requireInnermost(String what) {
        requireOpen();
        if (owner != Task.holder()) {
            throw new TransactionMisuse(
                    "A " + what + " by another task than the one that began the transaction, which may be at work"
                            + " in it still. Let the child return, and end the transaction where it began");
        }
        if (lease.transactions().peek() != this) {
            throw outOfOrder(what);
        }
    }

    private static TransactionMisuse outOfOrder(String what) {
        return new TransactionMisuse(
                "Transactions end out of order: " + what + " of an outer one, while one that began inside"
                        + " it is open. End the inner one first, best by try-with-resources");
    }
}
