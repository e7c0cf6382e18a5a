package dev.rapier.orm.jdbc;

import dev.rapier.async.Task;
import dev.rapier.sql.DatabaseConnection;
import dev.rapier.sql.DatabaseException;
import dev.rapier.sql.Transaction;
import dev.rapier.sql.TransactionOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database connection of one session. Nothing is taken from the pool before the first statement, and commit and rollback
 * give it back. Hibernate sees it through {@link #view()}, a connection that never is in autocommit mode.
 *
 * <p>The transaction is one of {@code rapier-sql}: inside another one of the same task it is a savepoint. It belongs to this
 * object rather than to Hibernate, so that the Hibernate session inside can be replaced while the transaction goes on. All
 * fields are owned by who is inside the session's guard.
 */
public final class SessionConnection {
    private static final Logger LOG = System.getLogger("rapier.orm");

    private final TaskConnections source;
    private final TransactionOptions options;
    private final Object opener = Task.holder();
    private final @Nullable Echo echo;
    private final Connection view = JdbcCall.view(Connection.class, (_, method, arguments) -> call(method, arguments));

    /** The session's transaction and the savepoints inside it, innermost first. */
    private final Deque<Transaction> transactions = new ArrayDeque<>();

    private TaskConnections.@Nullable Taken held;
    private @Nullable SQLException failure;
    private boolean keeping;

    /** A connection to come, from this source. */
    public SessionConnection(TaskConnections source, @Nullable Echo echo, TransactionOptions options) {
        this.source = source;
        this.options = options;
        this.echo = echo;
    }

    /** The connection for Hibernate. Closing it does nothing. */
    public Connection view() {
        return view;
    }

    /** Whether a transaction has begun, that is: whether a connection is held. */
    public boolean inTransaction() {
        return held != null;
    }

    /** Runs code of Hibernate that would end the transaction, and keeps the transaction. */
    public void keeping(Runnable code) {
        keeping = true;
        try {
            code.run();
        } finally {
            keeping = false;
        }
    }

    /** What the database refused since this was last asked: Hibernate does not always tell. */
    public Optional<SQLException> takeFailure() {
        var taken = Optional.ofNullable(failure);
        failure = null;
        return taken;
    }

    /** Begins a transaction, and takes a connection for it, if that has not happened. */
    public void begin() {
        acquired();
    }

    /** The innermost transaction, which begins if there is none. */
    public Transaction transaction() {
        acquired();
        return transactions.getFirst();
    }

    /** Whether there is a savepoint. */
    public boolean inNestedTransaction() {
        return transactions.size() > 1;
    }

    /** Cuts the connection, if there is one, and gives it back like this: the pool throws it away. */
    public void abort() throws SQLException {
        var taken = held;
        if (taken != null) {
            say("INVALIDATE");
            taken.connection().unwrap().abort(Runnable::run);
            try {
                release();
            } catch (DatabaseException e) {
                LOG.log(Level.DEBUG, "the rollback on a connection that was given up", e);
            }
        }
    }

    /** Commits, if a transaction has begun, and gives the connection back. */
    public void commit() {
        if (inTransaction()) {
            say("COMMIT");
            try {
                transactions.getLast().commit();
            } finally {
                release();
            }
        }
    }

    /** Rolls back, if a transaction has begun, and gives the connection back, whatever state it is in. */
    public void rollback() {
        if (inTransaction()) {
            say("ROLLBACK");
            release();
        }
    }

    /** Sets a savepoint, and begins the transaction if there is none. */
    public Transaction savepoint() {
        acquired();
        say("SAVEPOINT");
        var savepoint = transactions.getFirst().begin();
        transactions.push(savepoint);
        return savepoint;
    }

    /** Forgets the innermost savepoint; what was done since it stays. */
    public void release(Transaction savepoint) {
        say("RELEASE SAVEPOINT");
        savepoint.commit();
        transactions.remove(savepoint);
    }

    /** Undoes what was done since a savepoint; the transaction goes on. */
    public void rollback(Transaction savepoint) {
        say("ROLLBACK TO SAVEPOINT");
        savepoint.rollback();
        transactions.remove(savepoint);
    }

    private DatabaseConnection acquired() {
        var taken = held;
        if (taken == null) {
            taken = source.take(opener);
            held = taken;
            try {
                transactions.push(taken.connection().begin(options));
            } catch (Throwable e) {
                release();
                throw e;
            }
            say("BEGIN (implicit)");
        }
        return taken.connection();
    }

    /** Ends what is open, by rollback, and gives the connection back. */
    private void release() {
        var taken = held;
        held = null;
        if (taken != null) {
            try (var _ = taken.connection()) {
                if (!transactions.isEmpty()) {
                    transactions.getLast().close();
                }
            } finally {
                transactions.clear();
                taken.afterwards().run();
            }
        }
    }

    private void say(String line) {
        if (echo != null) {
            echo.line(line);
        }
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Exception {
        return switch (method.getName()) {
            case "createStatement", "prepareStatement", "prepareCall" -> statement(method, arguments);
            case "commit" -> end(this::commit);
            case "rollback" -> end(this::rollback);
            case "close", "setAutoCommit" -> null;
            case "getAutoCommit", "isClosed" -> false;
            case "toString" -> inTransaction() ? "a connection in a transaction" : "a connection to come";
            case "equals" -> arguments != null && arguments[0] == view;
            case "hashCode" -> System.identityHashCode(this);
            default -> JdbcCall.on(acquired().unwrap(), method, arguments).orElse(null);
        };
    }

    private @Nullable Object end(Runnable how) {
        if (!keeping) {
            how.run();
        }
        return null;
    }

    private Statement statement(Method method, @Nullable Object @Nullable [] arguments) throws Exception {
        var connection = acquired();
        var statement =
                (Statement) JdbcCall.on(connection.unwrap(), method, arguments).orElseThrow();
        var sql = arguments != null && arguments[0] instanceof String text ? text : "";
        return StatementView.of(statement, sql, connection, view, echo, e -> failure = e);
    }
}
