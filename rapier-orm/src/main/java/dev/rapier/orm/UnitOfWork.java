package dev.rapier.orm;

import dev.rapier.async.Async;
import dev.rapier.async.Fn;
import dev.rapier.orm.jdbc.SessionConnection;
import dev.rapier.sql.DatabaseException;
import dev.rapier.sql.Queries;
import dev.rapier.sql.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.UnaryOperator;
import org.hibernate.FlushMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The life of a session: its guard, its transaction, and the Hibernate session inside, which is made when it is first needed and
 * replaced after each rollback, since Hibernate's own can't be trusted after an error. Fields that are not final are owned by
 * who is inside the guard.
 */
final class UnitOfWork {
    private static final Logger LOG = System.getLogger("rapier.orm");

    private final OrmEngine engine;
    private final SessionConnection connection;
    private final SessionGuard guard = new SessionGuard();
    private final @Nullable RepeatedLoads repeatedLoads;
    private org.hibernate.@Nullable Session hibernate;
    private @Nullable Throwable failure;
    private boolean autoflush;
    private boolean closed;
    /** Whether to close as soon as the other task is out; written by who closes, read by who leaves. */
    private volatile boolean closing;

    UnitOfWork(OrmEngine engine, SessionConnection connection, boolean autoflush) {
        this.engine = engine;
        this.repeatedLoads = engine.repeatedLoads();
        this.connection = connection;
        this.autoflush = autoflush;
    }

    BuiltMapping mapping() {
        return engine.mapping();
    }

    /** One call of the session, inside the guard and inside a transaction, which begins here if there is none. */
    <T extends @Nullable Object> T call(String what, Fn<org.hibernate.Session, T> work) {
        boolean outermost = guard.enter(what);
        try {
            requireUsable(what);
            return attempt(() -> work.apply(hibernate()));
        } finally {
            leave(outermost);
        }
    }

    /** One step of something that goes on beside the inner session; see {@link SessionGuard#enterInTurn}. */
    <T extends @Nullable Object> T step(String what, dev.rapier.async.Coroutine<T> work) {
        boolean outermost = guard.enterInTurn(what);
        try {
            requireUsable(what);
            return attempt(work);
        } finally {
            leave(outermost);
        }
    }

    /** A session without memory on the same connection and in the same transaction, in which all is flushed. */
    StatelessSession stateless() {
        if (autoflush) {
            hibernate().flush();
        }
        return mapping()
                .sessions()
                .withStatelessOptions()
                .connection(connection.view())
                .openStatelessSession();
    }

    void begin() {
        call("begin", _ -> {
            connection.begin();
            return this;
        });
    }

    /** The transaction, in which all is flushed. */
    Queries connection() {
        return call("connection", session -> {
            session.flush();
            return connection.transaction();
        });
    }

    /** Sets whether queries flush, and says whether they did before. */
    boolean autoflush(boolean value) {
        return call("noAutoflush", session -> {
            boolean before = autoflush;
            autoflush = value;
            session.setHibernateFlushMode(flushMode());
            return before;
        });
    }

    private FlushMode flushMode() {
        return autoflush ? FlushMode.AUTO : FlushMode.COMMIT;
    }

    boolean inNestedTransaction() {
        return connection.inNestedTransaction();
    }

    /** Ends the transaction by giving up its connection. */
    void invalidate() {
        boolean outermost = guard.enter("invalidate");
        try {
            requireOpen("invalidate");
            Async.shield(() -> {
                discard();
                connection.abort();
            });
            failure = null;
        } finally {
            leave(outermost);
        }
    }

    boolean inTransaction() {
        return connection.inTransaction();
    }

    /** Undoes all since the last commit; entities are no longer attached. Also the way on after an error. */
    void rollback() {
        boolean outermost = guard.enter("rollback");
        try {
            requireOpen("rollback");
            undo();
            failure = null;
        } finally {
            leave(outermost);
        }
    }

    Transaction savepoint() {
        return call("beginNested", session -> {
            session.flush();
            return connection.savepoint();
        });
    }

    void release(Transaction savepoint) {
        call("beginNested", session -> {
            session.flush();
            connection.release(savepoint);
            return this;
        });
    }

    /** Undoes what was done since the savepoint, and mends an error that happened since. */
    void rollback(Transaction savepoint) {
        boolean outermost = guard.enter("rollback");
        try {
            requireOpen("rollback");
            discard();
            connection.rollback(savepoint);
            failure = null;
        } finally {
            leave(outermost);
        }
    }

    /** Rolls back what was not committed. While another task is inside it throws, and that task closes when it leaves. */
    void close() {
        closing = true;
        boolean outermost = guard.enterInTurn("close");
        try {
            closeInside();
        } finally {
            if (outermost) {
                guard.leave();
            }
        }
    }

    private void closeInside() {
        if (!closed) {
            closed = true;
            undo();
            if (repeatedLoads != null) {
                repeatedLoads.report();
            }
        }
    }

    private void leave(boolean outermost) {
        if (outermost) {
            if (closing) {
                closeInside();
            }
            guard.leave();
        }
    }

    private <T extends @Nullable Object> T attempt(dev.rapier.async.Coroutine<T> work) {
        connection.takeFailure(); // of a lazy attribute, which has told it
        try {
            T value = work.await();
            var refused = connection.takeFailure();
            if (refused.isPresent()) { // swallowed: Hibernate's find() does so where the transaction is lost
                throw DatabaseException.of(refused.get());
            }
            return value;
        } catch (OrmException e) {
            throw e; // found before Hibernate did anything
        } catch (RuntimeException e) {
            failure = e;
            throw HibernateErrors.translate(e);
        } catch (Error e) { // a cancellation, or worse
            failure = e;
            throw e;
        }
    }

    private org.hibernate.Session hibernate() {
        var session = hibernate;
        if (session == null) {
            var options = mapping().sessions().withOptions().connection(connection.view());
            if (repeatedLoads != null) {
                options.interceptor(repeatedLoads).statementInspector((UnaryOperator<String>) repeatedLoads::inspect);
            }
            session = options.openSession();
            session.setHibernateFlushMode(flushMode());
            hibernate = session;
        }
        if (!session.getTransaction().isActive()) {
            session.beginTransaction();
        }
        return session;
    }

    /** Rolls back and forgets the inner session. That can't fail: where the connection is gone, so is the transaction. */
    private void undo() {
        Async.shield(() -> {
            discard();
            try {
                connection.rollback();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "a rollback failed, and the connection was given up: " + e.getMessage());
            }
        });
    }

    /** Forgets the inner session, with the transaction going on. */
    private void discard() {
        var session = hibernate;
        hibernate = null;
        if (session != null) {
            connection.keeping(() -> {
                try {
                    session.close();
                } catch (RuntimeException e) {
                    LOG.log(Level.DEBUG, "a session that is thrown away does not close", e);
                }
            });
        }
    }

    private void requireUsable(String what) {
        requireOpen(what);
        if (failure != null) {
            throw new PendingRollback(
                    "Session." + what
                            + " after an error: call rollback() first, which makes the session usable again. The"
                            + " error was: " + failure.getMessage(),
                    failure);
        }
    }

    private void requireOpen(String what) {
        if (closed) {
            throw new SessionClosed("Session." + what + " after close(): open another session");
        }
    }
}
