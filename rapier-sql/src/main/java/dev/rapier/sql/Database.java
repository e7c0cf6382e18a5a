package dev.rapier.sql;

import dev.rapier.async.Coroutine;
import dev.rapier.async.Fn;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A database and its pool of connections.
 *
 * <pre>{@code
 * final Database db = Database.of("postgresql://user:password@localhost/shop");
 *
 * db.connect();                                                     // at start-up
 * db.fetchOne(User.class, "SELECT * FROM users WHERE id = :id", Map.of("id", 1));
 * gather(() -> db.fetchAll("SELECT .."), () -> db.fetchAll("SELECT .."));   // side by side, each on its own connection
 * db.disconnect();                                                  // at shutdown
 * }</pre>
 *
 * <p>URLs are written as Python's libraries write them; the drivers that those name ({@code postgresql+asyncpg}) are understood.
 * {@code postgresql+embedded://name} starts an {@link EmbeddedPostgres} whose data is kept under {@code .rapier/postgres/name}.
 * Other databases want their JDBC driver on the class path: {@code mysql://..} and {@code mariadb://..} one of the two servers'
 * ({@code org.mariadb.jdbc:mariadb-java-client}), {@code sqlite:///shop.db} SQLite's ({@code org.xerial:sqlite-jdbc}),
 * {@code h2:///shop} H2's ({@code com.h2database:h2}). The last two run in this program: {@code sqlite://} and {@code h2://}
 * are in memory.
 *
 * <p>A task has one connection at a time: inside a transaction its statements belong to that transaction. When a task is
 * cancelled, the server is asked to end its statement, and the connection goes back to the pool in good order.
 */
public final class Database extends Queries implements AutoCloseable {
    private static final Duration HEALTH = Duration.ofSeconds(2);

    private final DatabaseUrl url;
    private final Dialect dialect;
    private final ConnectionSource source;
    private final DatabaseOptions options;
    private final StatementRunner runner;
    private final Listeners listeners = new Listeners();
    private final IndependentQueries independent = new IndependentQueries(this);
    private final ReentrantLock changing = new ReentrantLock();

    /** What is there while connected; written under {@link #changing}. */
    private volatile @Nullable Connected connected;

    /** Where connections come from, a pool of them, who gets them, and the server if it is ours. */
    private record Connected(
            ConnectionSource source,
            Pool pool,
            ConnectionChoice connections,
            @Nullable EmbeddedPostgres server) {
        void close() {
            try {
                if (connections instanceof OneConnection one) {
                    one.close();
                }
                pool.close();
            } finally {
                if (server != null) {
                    server.close();
                }
            }
        }
    }

    private Database(DatabaseUrl url, Dialect dialect, ConnectionSource source, DatabaseOptions options) {
        this.url = url;
        this.dialect = dialect;
        this.source = source;
        this.options = options;
        this.runner = new StatementRunner(dialect, options);
    }

    /**
     * The database at a URL; nothing is opened yet.
     *
     * @throws IllegalArgumentException when the URL is none, of a database that Rapier does not know, or has an option that
     *     nobody knows
     * @throws DatabaseException when the database needs a JDBC driver that is not there
     */
    public static Database of(String url) {
        return of(url, options -> options);
    }

    /**
     * The database at a URL for a test: all of its tasks use one connection, in a transaction that is rolled back on disconnect. What they
     * commit is a savepoint, seen by all of them and by nobody else.
     */
    public static Database forTest(String url) {
        return of(url, options -> options.forceRollback(true));
    }

    /** The database at a URL with options: {@code Database.of(url, o -> o.maxSize(20).echo(true))}. They win over the URL's. */
    public static Database of(String url, UnaryOperator<DatabaseOptions> options) {
        return of(DatabaseUrl.parse(url), options);
    }

    /** The database at a URL with options. */
    public static Database of(DatabaseUrl url, UnaryOperator<DatabaseOptions> options) {
        var dialect = Dialects.of(url);
        var chosen = options.apply(DatabaseOptions.from(url));
        UrlOptions.recycling(url);
        return new Database(url, dialect, dialect.source(url, chosen), chosen);
    }

    /**
     * Opens the pool with a first connection. Does nothing when connected.
     *
     * @throws ConnectionLost when the server can't be reached or does not let us in
     */
    public Database connect() {
        changing.lock();
        try {
            if (connected == null) {
                var server = url.driver().equals("embedded") ? EmbeddedPostgres.at(url) : null;
                try {
                    connected = open(server);
                } catch (Throwable e) {
                    if (server != null) {
                        server.close();
                    }
                    throw e;
                }
                Log.info("Connected to database {0}", this);
            }
            return this;
        } finally {
            changing.unlock();
        }
    }

    /** Closes the pool, after statements that run have had 2 s to end. Does nothing when not connected. */
    public void disconnect() {
        changing.lock();
        try {
            var closing = connected;
            connected = null;
            if (closing != null) {
                closing.close();
                Log.info("Disconnected from database {0}", this);
            }
        } finally {
            changing.unlock();
        }
    }

    /** The same as {@link #disconnect}, for try-with-resources. */
    @Override
    public void close() {
        disconnect();
    }

    /** Whether it is connected. */
    public boolean isConnected() {
        return connected != null;
    }

    /** Where the database is; its text hides the password. */
    public DatabaseUrl url() {
        return url;
    }

    /** The options that are in force. */
    public DatabaseOptions options() {
        return options;
    }

    /** A look at the pool. */
    public PoolState pool() {
        return connected().pool.state();
    }

    /** How the database is, found out within 2 s. See {@link #health(Duration)}. */
    public DatabaseHealth health() {
        return health(HEALTH);
    }

    /**
     * How the database is: whether a small statement is answered, on a connection that goes before all who wait for one. It takes
     * little longer than the limit, also when the server stands still: a connection that does not answer is broken off. Nothing that
     * is wrong with the database is thrown; it is in the answer, without the password.
     *
     * @throws dev.rapier.async.Cancellation when the task is cancelled
     */
    public DatabaseHealth health(Duration limit) {
        var now = connected;
        return now == null
                ? new DatabaseHealth(
                        false,
                        Duration.ZERO,
                        Optional.of("The database " + url + " is not connected"),
                        Optional.empty())
                : HealthCheck.of(now.pool, limit);
    }

    /** Tells a listener what happens from now on, before {@link #connect} too and over a {@link #disconnect}, until it is forgotten. */
    public void listen(DatabaseListener listener) {
        listeners.add(listener);
    }

    /** Tells a listener nothing any more; does nothing where there is none such. */
    public void forget(DatabaseListener listener) {
        listeners.remove(listener);
    }

    /**
     * Holds one connection over several statements, those of this task: {@code try (var connection = db.connection()) {..}}.
     * Inside a transaction, or inside another such block, it is the same one.
     */
    public DatabaseConnection connection() {
        var connections = connected().connections;
        var lease = connections.hold();
        return new DatabaseConnection(this, lease, () -> connections.letGo(lease));
    }

    /**
     * Holds a connection over several statements like {@link #connection}, but one of its own, whatever the task holds already.
     * Only what is called on it uses it.
     */
    public DatabaseConnection ownConnection() {
        var connections = connected().connections;
        var lease = connections.holdOwn();
        return new DatabaseConnection(this, lease, () -> connections.letGo(lease));
    }

    /**
     * The same database for statements that are to stand outside of the transaction around them, such as an audit entry that
     * stays when the transaction fails. They take another connection; that must not wait for a lock that the transaction has.
     */
    public Queries independent() {
        return independent;
    }

    @Override
    public Transaction begin(TransactionOptions options) {
        var connections = connected().connections;
        var lease = connections.hold();
        try {
            return Transaction.begin(this, lease, options, () -> connections.letGo(lease));
        } catch (Throwable e) {
            connections.letGo(lease);
            throw e;
        }
    }

    /** The URL, with the password hidden. */
    @Override
    public String toString() {
        return url.toString();
    }

    @Override
    <R extends @Nullable Object> R with(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        return connected().connections.with(lane, body);
    }

    <R extends @Nullable Object> R withOwn(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        return connected().connections.withOwn(lane, body);
    }

    @Override
    StatementRunner runner() {
        return runner;
    }

    /** How many tasks hold a connection over more than a statement. */
    int holders() {
        return connected().connections.holders();
    }

    /** Runs what blocks in JDBC beside the pool. */
    <T> T run(Coroutine<T> work) throws Exception {
        return connected().pool.run(work);
    }

    /** Connections beside the pool. */
    DirectSource direct() {
        return new DirectSource(connected().source);
    }

    private Connected open(@Nullable EmbeddedPostgres server) {
        var address = server == null ? url : DatabaseUrl.parse(server.url());
        var from = server == null ? source : dialect.source(address, options);
        var pool = Pool.open(address, dialect, from, options, listeners);
        try {
            var connections = options.forceRollback() ? new OneConnection(this, pool) : new Leases(pool);
            return new Connected(from, pool, connections, server);
        } catch (Throwable e) {
            pool.close();
            throw e;
        }
    }

    private Connected connected() {
        var now = connected;
        if (now == null) {
            throw new DatabaseNotConnected("The database " + url + " is not connected; call connect() at start-up");
        }
        return now;
    }
}
