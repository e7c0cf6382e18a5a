package dev.rapier.sql;

import dev.rapier.async.Coroutine;
import dev.rapier.async.Fn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is held over several statements; see {@link Database#connection}. Close it, best by
 * try-with-resources. A child task that is given it may use it; statements take turns.
 */
public final class DatabaseConnection extends Queries implements AutoCloseable {
    private final Database database;
    private final Lease lease;
    private final Runnable afterwards;
    private final AtomicBoolean closed = new AtomicBoolean();

    DatabaseConnection(Database database, Lease lease, Runnable afterwards) {
        this.database = database;
        this.lease = lease;
        this.afterwards = afterwards;
    }

    /**
     * JDBC's connection, for what Rapier has no word for. Valid until this is closed; don't close it. Blocking calls on it belong
     * into {@code Async.cancellable}, never under an interrupt: that would break the connection.
     */
    public Connection unwrap() {
        requireOpen();
        return lease.jdbc();
    }

    /**
     * Runs blocking code of JDBC on this connection. When the task is cancelled, the server is asked to end the statement, and
     * the connection survives; it is given up when that takes longer than 2 s. Exceptions pass as they are.
     */
    public <T extends @Nullable Object> T call(Statement running, Coroutine<? extends T> work) {
        return call(WorkKind.RAW, "", running, work);
    }

    /** The same for a statement that those who listen to the database hear of; see {@link StatementEnd}. */
    public <T extends @Nullable Object> T call(
            WorkKind kind, String sql, Statement running, Coroutine<? extends T> work) {
        requireOpen();
        return lease.measured(kind, sql, () -> untold(running, work));
    }

    /** The same for a small part of something that is told already: one row of many. */
    public <T extends @Nullable Object> T step(Statement running, Coroutine<? extends T> work) {
        requireOpen();
        return untold(running, work);
    }

    private <T extends @Nullable Object> T untold(Statement running, Coroutine<? extends T> work) {
        return lease.call(abort -> {
            abort.watch(running);
            try {
                return work.run();
            } catch (SQLException e) {
                lease.failure(e, null, true);
                throw e;
            }
        });
    }

    @Override
    public Transaction begin(TransactionOptions options) {
        requireOpen();
        return Transaction.begin(this, lease, options, () -> {});
    }

    /** Gives the connection back, at the outermost of nested ones. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            afterwards.run();
        }
    }

    @Override
    <R extends @Nullable Object> R with(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        requireOpen();
        return apply(body, lease);
    }

    @Override
    StatementRunner runner() {
        return database.runner();
    }

    private void requireOpen() {
        if (closed.get() || !lease.isOut()) {
            throw new TransactionMisuse("The connection is closed already; it was taken at " + lease.place());
        }
    }
}
