package dev.rapier.sql;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncLock;
import dev.rapier.async.Cancellation;
import dev.rapier.async.ContextBinding;
import dev.rapier.async.Fn;
import dev.rapier.async.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is out of the pool, with what is open on it. Statements take turns, also those of child tasks that were
 * given a transaction. {@code uses} belongs to the owner; the rest is under {@link #turn}, or volatile.
 */
final class Lease {
    /** How long the clean-up of a cancelled task may take before the connection is given up. */
    private static final Duration CLEANING = Duration.ofSeconds(2);

    private final Pool pool;
    private final Connection jdbc;
    private final ConnectionLane lane;
    private final Object owner = Task.holder();
    private final long since = System.nanoTime();

    /** Where it was asked for, if it is held over more than a statement. */
    private final @Nullable CallSite site;

    private final AsyncLock turn = new AsyncLock("of a database connection");
    private final Deque<Transaction> transactions = new ArrayDeque<>();
    private int uses = 1;

    /** The lease of the task around, or of a task above, while this one is out beside it. */
    private @Nullable Lease outer;

    /** What children inherit, while the block form holds this; the owner's. */
    private @Nullable ContextBinding binding;

    /** Whether {@link #limitLocks} was called; the owner's. */
    private boolean locksAreLimited;

    private volatile boolean returned;
    private volatile boolean inUserTransaction;
    private volatile boolean brokenOff;

    /** Whether it is this one's turn to write, where one can at a time; changed under {@link #turn}. */
    private volatile boolean writing;

    /** Whether the database itself has rolled the open transaction back. */
    private volatile boolean lost;

    /** Whether the open transaction is for reading only; changed under {@link #turn}. */
    private boolean reading;

    /** The lease for which the code of a program runs on this thread. */
    private static final ScopedValue<Lease> INSIDE = ScopedValue.newInstance();

    /** Work with JDBC, which may block. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection jdbc, StatementAbort abort) throws SQLException;
    }

    /** Clean-up with JDBC, which may block. */
    @FunctionalInterface
    interface Cleaning {
        void run(Connection jdbc) throws SQLException;
    }

    Lease(Pool pool, Connection jdbc, ConnectionLane lane) {
        this.pool = pool;
        this.jdbc = jdbc;
        this.lane = lane;
        this.site = lane == ConnectionLane.STATEMENT ? null : CallSite.here();
    }

    /** Runs work that a cancel ends through {@link StatementAbort}. {@code sql} is for the message of a failure. */
    <T> T call(WorkKind kind, String sql, Work<T> work) {
        return measured(kind, sql, () -> control(sql, false, Duration.ZERO, work));
    }

    /** The same for a statement of the program, which may be one that {@code writes}. */
    <T> T call(WorkKind kind, String sql, boolean writes, Work<T> work) {
        requireNotLost();
        return measured(kind, sql, () -> control(sql, writes, pool.statementLimit(), work));
    }

    /** Runs work of which nobody knows what it does; its exceptions pass as they are. */
    <T extends @Nullable Object> T call(Fn<StatementAbort, T> work) {
        requireNotLost();
        return inTurn(
                false,
                "",
                pool.statementLimit(),
                abort -> ScopedValue.where(INSIDE, this).call(() -> work.apply(abort)));
    }

    /** Runs work and tells who listens how long it took. */
    <T extends @Nullable Object> T measured(WorkKind kind, String sql, Supplier<T> work) {
        var listeners = pool.listeners();
        if (listeners.isEmpty()) {
            return work.get();
        }
        long start = System.nanoTime();
        T result;
        try {
            result = work.get();
        } catch (Throwable e) {
            listeners.ended(kind, sql, start, e);
            throw e;
        }
        listeners.ended(kind, sql, start, null);
        return result;
    }

    private <T> T control(String sql, boolean writes, Duration limit, Work<T> work) {
        return inTurn(writes, sql, limit, abort -> {
            try {
                return work.run(jdbc, abort);
            } catch (SQLException e) {
                throw failure(e, sql, writes);
            }
        });
    }

    private <T extends @Nullable Object> T inTurn(
            boolean writes, String sql, Duration limit, Fn<StatementAbort, T> work) {
        takeTurn();
        try {
            if (writes) {
                beforeWrite();
            }
            return limit.isZero() ? abortable(work) : within(limit, sql, () -> abortable(work));
        } finally {
            if (writes && transactions.isEmpty()) {
                endWriting();
            }
            turn.unlock();
        }
    }

    private <T extends @Nullable Object> T abortable(Fn<StatementAbort, T> work) {
        var abort = new StatementAbort(this);
        return Async.cancellable(
                () -> pool.run(() -> {
                    try {
                        return work.apply(abort);
                    } finally {
                        abort.over();
                    }
                }),
                abort);
    }

    private <T extends @Nullable Object> T within(Duration limit, String sql, Supplier<T> work) {
        var result = new ArrayList<T>(1); // an Optional has no null
        if (Async.moveOnAfter(limit, () -> {
            result.add(work.get());
        })) {
            return result.getFirst();
        }
        throw new QueryCancelled(
                "A statement was cancelled, since it ran for longer than "
                        + pool.options().statementTimeout().toMillis() + " ms (statementTimeout)"
                        + SqlStates.place(sql),
                "57014",
                null);
    }

    /** After the database has rolled a transaction back, the next statement would be none of it. */
    private void requireNotLost() {
        if (lost) {
            throw new DatabaseException(
                    "The database has rolled the whole transaction back after a failure of one of its statements;"
                            + " no more of it is run",
                    "25P02",
                    null);
        }
    }

    /** Whether the database itself has rolled the open transaction back. */
    boolean isLost() {
        return lost;
    }

    /** Waits for the turn to write, where one can at a time. It is kept to the end of the transaction. Under {@link #turn}. */
    private void beforeWrite() {
        if (reading && !pool.dialect().enforcesReadOnly()) {
            throw new DatabaseException(
                    "A statement that writes, in a transaction that is for reading only", "25006", null);
        }
        var writer = pool.writerTurn();
        if (writer == null || writing) {
            return;
        }
        for (var around = outer; around != null; around = around.outer) {
            if (around.writing) {
                throw new TransactionMisuse("A second connection wants to write while the transaction around it does: "
                        + pool.dialect() + " has one writer at a time. Use the transaction itself");
            }
        }
        writer.take(pool.options().poolWait());
        writing = true;
    }

    private void endWriting() {
        var writer = pool.writerTurn();
        if (writer != null && writing) {
            writing = false;
            writer.pass();
        }
    }

    /** Begins a transaction on the connection, when none is open. */
    void begin(TransactionOptions options, Runnable begun) {
        measured(
                WorkKind.BEGIN,
                "BEGIN",
                () -> control("BEGIN", !options.readOnly(), Duration.ZERO, (connection, abort) -> {
                    try {
                        pool.dialect().begin(connection, options);
                    } catch (Throwable e) {
                        pool.dialect().rollback(connection);
                        throw e;
                    }
                    reading = options.readOnly();
                    begun.run();
                    return true;
                }));
    }

    /**
     * Runs clean-up, also when the task is cancelled already: an interrupt in the middle of it would break the connection. If it
     * takes too long or fails, the connection is given up. Returns whether it went well.
     */
    boolean clean(WorkKind kind, String what, Cleaning cleaning) {
        try {
            Async.shield(
                    CLEANING,
                    () -> call(kind, what, (connection, abort) -> {
                        cleaning.run(connection);
                        return true;
                    }));
            return true;
        } catch (DatabaseException | Cancellation e) {
            Log.debug("{0} failed, the connection is given up: {1}", what, e);
            breakOff();
            return false;
        }
    }

    /** What a failure is called, and what follows from it for the pool. */
    DatabaseException failure(SQLException failure, @Nullable String sql, boolean wrote) {
        var translated = SqlStates.translate(failure, sql);
        if (failure.getSQLState() == null
                && isClosed()) { // HikariCP's own word for a connection that it has lost meanwhile
            translated = new ConnectionLost(String.valueOf(translated.getMessage()), "08003", failure);
        }
        if (translated instanceof ConnectionLost && !brokenOff) {
            pool.renew(); // what took this connection away has likely taken the others
        }
        lost |= !transactions.isEmpty() && pool.dialect().endsTransaction(translated, wrote);
        return translated;
    }

    private boolean isClosed() {
        try {
            return jdbc.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Asks the server for a sign of life. A cancel breaks the connection off at once. */
    void ping() {
        Async.cancellable(
                () -> pool.run(() -> {
                    try (var statement = jdbc.createStatement()) {
                        return statement.execute("SELECT 1");
                    } catch (SQLException e) {
                        throw failure(e, "SELECT 1", false);
                    }
                }),
                this::breakOff);
    }

    /** Ends the connection without the server's help and keeps it from going back to the pool. Any thread may call it. */
    void breakOff() {
        brokenOff = true;
        pool.evict(jdbc);
        try {
            jdbc.abort(Runnable::run);
        } catch (SQLException e) {
            Log.debug("The connection was gone already: {0}", e);
        }
    }

    Connection jdbc() {
        return jdbc;
    }

    Pool pool() {
        return pool;
    }

    /** When it was taken, in the nanoseconds of the system. */
    long since() {
        return since;
    }

    /** Where it was asked for, in words. */
    String place() {
        return site == null ? "a single statement" : site.toString();
    }

    /** What holds it where and for how long, in words. */
    String description() {
        var what = inUserTransaction ? "a transaction" : transactions.isEmpty() ? "a connection" : "a stream";
        return what + " for " + (System.nanoTime() - since) / 1_000_000 + " ms, from " + place();
    }

    ConnectionLane lane() {
        return lane;
    }

    /** Whose it is, see {@link Task#holder}. */
    Object owner() {
        return owner;
    }

    /** Whether it is out of the pool. */
    boolean isOut() {
        return !returned;
    }

    /** Whether the program has a transaction open on it, rather than a stream only. */
    boolean inUserTransaction() {
        return inUserTransaction;
    }

    Deque<Transaction> transactions() {
        return transactions;
    }

    /** To be called when a transaction began or ended. */
    void transactionsChanged() {
        inUserTransaction =
                !transactions.isEmpty() && transactions.stream().anyMatch(transaction -> !transaction.isImplicit());
        if (transactions.isEmpty()) {
            lost = false;
            reading = false;
            endWriting();
        }
    }

    void use() {
        uses++;
    }

    /** Ends one use; true when it was the last. */
    boolean unuse() {
        return --uses == 0;
    }

    /** Lets its statements wait for locks for a limited time only, until it goes back. */
    Lease limitLocks(Duration limit) {
        call(WorkKind.BEGIN, "SET lock_timeout", (connection, abort) -> {
            pool.dialect().limitLocks(connection, limit);
            return true;
        });
        locksAreLimited = true;
        return this;
    }

    /** Says that it is out beside another one. */
    Lease beside(@Nullable Lease around) {
        outer = around;
        return this;
    }

    void boundBy(ContextBinding toChildren) {
        binding = toChildren;
    }

    void unbind() {
        if (binding != null) {
            binding.close();
        }
    }

    /** Returns the connection to the pool; what was left open on it is rolled back. */
    void giveBack() {
        if (!transactions.isEmpty()) {
            transactions.getLast().undo();
        } else if (isInRawTransaction()) {
            clean(WorkKind.ROLLBACK, "ROLLBACK", connection -> {
                connection.rollback();
                connection.setAutoCommit(true);
            });
        }
        if (locksAreLimited) {
            clean(WorkKind.ROLLBACK, "RESET lock_timeout", pool.dialect()::unlimitLocks);
        }
        returned = true;
        pool.giveBack(this);
    }

    /** Gives JDBC's connection back alone, for who has the permit himself. */
    void close() {
        returned = true;
        try {
            jdbc.close();
        } catch (SQLException e) {
            Log.debug("A connection did not close well: {0}", e);
        }
    }

    /** Whether somebody who unwrapped the connection left a transaction on it. */
    private boolean isInRawTransaction() {
        try {
            return !jdbc.getAutoCommit();
        } catch (SQLException e) {
            return false; // it is closed, and nothing is on it any more
        }
    }

    /** Takes the turn, also when the task is cancelled, if that needs no waiting: what runs then hears of the cancel itself. */
    private void takeTurn() {
        if (!turn.tryLock()) {
            if (INSIDE.isBound() && INSIDE.get() == this) {
                throw new TransactionMisuse(
                        "A statement inside the work of DatabaseConnection.call would wait for the end"
                                + " of that work, which waits for it: use JDBC's connection there, or the statement outside");
            }
            turn.lock();
        }
    }
}
