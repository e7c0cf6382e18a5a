package dev.rapier.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.rapier.async.Async;
import dev.rapier.async.Coroutine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The open connections of one database: {@link Admission} decides who may have one, HikariCP keeps them alive. */
final class Pool implements AutoCloseable {
    private static final Duration DRAINING = Duration.ofSeconds(2);
    private static final Duration KEEPALIVE = Duration.ofMinutes(2);

    /** What a server that has a limit for statements may take to keep to it. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final DatabaseUrl url;
    private final Dialect dialect;
    private final HikariDataSource connections;
    private final Admission admission;
    private final DatabaseOptions options;
    private final Listeners listeners;
    private final @Nullable Workers workers;
    private final @Nullable WriterTurn writerTurn;

    /** Holds a database in memory while the pool is open; never used otherwise. */
    private final @Nullable Connection keeper;

    /** The leases that are held over more than a statement. */
    private final Set<Lease> holders = ConcurrentHashMap.newKeySet();

    private Pool(
            DatabaseUrl url,
            Dialect dialect,
            HikariDataSource connections,
            DatabaseOptions options,
            Listeners listeners,
            @Nullable Workers workers,
            @Nullable Connection keeper) {
        this.url = url;
        this.dialect = dialect;
        this.connections = connections;
        this.options = options;
        this.listeners = listeners;
        this.workers = workers;
        var name = url.database().isEmpty() ? url.username() : url.database();
        this.writerTurn = dialect.hasOneWriter() ? new WriterTurn(name) : null;
        this.keeper = keeper;
        this.admission = new Admission(name, options.maxSize(), options.maxWaiting(), this::longestHeld);
    }

    /** Opens the pool with a first connection, so that a database that is down is told at once. */
    static Pool open(
            DatabaseUrl url, Dialect dialect, DataSource source, DatabaseOptions options, Listeners listeners) {
        if (!dialect.runsInProcess()) {
            return new Pool(url, dialect, connections(url, dialect, source, options), options, listeners, null, null);
        }
        var workers = new Workers(options.maxSize() + 1, "rapier-" + url.dialect() + "-");
        try {
            return workers.run(() -> openHere(url, dialect, source, options, listeners, workers));
        } catch (Exception e) {
            workers.close();
            throw e instanceof RuntimeException failure ? failure : unreachable(url, e);
        }
    }

    private static Pool openHere(
            DatabaseUrl url,
            Dialect dialect,
            DataSource source,
            DatabaseOptions options,
            Listeners listeners,
            Workers workers) {
        Connection keeper;
        try {
            keeper = source.getConnection();
        } catch (SQLException e) {
            throw unreachable(url, e);
        }
        try {
            var connections = connections(url, dialect, source, options);
            return new Pool(url, dialect, connections, options, listeners, workers, keeper);
        } catch (Throwable e) {
            close(keeper);
            throw e;
        }
    }

    private static HikariDataSource connections(
            DatabaseUrl url, Dialect dialect, DataSource source, DatabaseOptions options) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("rapier-" + url.database().replaceAll("\\W+", "-"));
        config.setMaximumPoolSize(options.maxSize());
        config.setMinimumIdle(options.minSize());
        config.setConnectionTimeout(Math.max(250, options.poolWait().toMillis()));
        config.setInitializationFailTimeout(1);
        dialect.statementLimit(options).ifPresent(config::setConnectionInitSql);
        config.setExceptionOverride(new LostConnections());
        config.setMaxLifetime(
                dialect.runsInProcess() ? 0 : UrlOptions.recycling(url).toMillis());
        config.setKeepaliveTime(dialect.runsInProcess() ? 0 : KEEPALIVE.toMillis());
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw unreachable(url, e.getCause() == null ? e : e.getCause());
        }
    }

    Lease acquire(ConnectionLane lane) {
        if (listeners.isEmpty()) {
            return take(lane);
        }
        long start = System.nanoTime();
        try {
            var lease = take(lane);
            listeners.acquired(start, null);
            return lease;
        } catch (Throwable e) {
            listeners.acquired(start, e);
            throw e;
        }
    }

    private Lease take(ConnectionLane lane) {
        admission.acquire(lane, options.poolWait());
        try {
            var lease = new Lease(this, connection(), lane);
            if (lane != ConnectionLane.STATEMENT) {
                holders.add(lease);
            }
            return lease;
        } catch (Throwable e) {
            admission.release(lane);
            throw e;
        }
    }

    void giveBack(Lease lease) {
        if (lease.lane() != ConnectionLane.STATEMENT) {
            holders.remove(lease);
        }
        try {
            close(lease.jdbc());
        } finally {
            admission.release(lease.lane());
        }
    }

    /**
     * Runs a small statement on a connection of its own, before everybody in line. When its task is cancelled the connection is broken off
     * at once, without asking the server, which may not answer.
     *
     * @param whenAdmitted called when there is a permit for it
     */
    void probe(Runnable whenAdmitted) {
        admission.acquire(ConnectionLane.NESTED, options.poolWait());
        try {
            whenAdmitted.run();
            var lease = new Lease(this, connection(), ConnectionLane.STATEMENT);
            try {
                lease.ping();
            } finally {
                lease.close();
            }
        } finally {
            admission.release(ConnectionLane.NESTED);
        }
    }

    /** Who has had a connection for longest, up to three of them, for a message. */
    private String longestHeld() {
        return holders.stream()
                .sorted(Comparator.comparingLong(Lease::since))
                .limit(3)
                .map(Lease::description)
                .collect(Collectors.joining("; "));
    }

    Listeners listeners() {
        return listeners;
    }

    int maxSize() {
        return options.maxSize();
    }

    void evict(Connection connection) {
        connections.evictConnection(connection);
    }

    /** Closes what is idle, and what is out when it comes back; new connections take their places. */
    void renew() {
        var pool = connections.getHikariPoolMXBean();
        if (pool != null) {
            pool.softEvictConnections();
        }
    }

    PoolState state() {
        var pool = connections.getHikariPoolMXBean();
        return new PoolState(options.maxSize(), admission.out(), pool.getTotalConnections(), admission.waiting());
    }

    /**
     * Refuses those who wait, gives what runs a moment to end, then closes every connection. A cancel of the caller cuts the moment
     * short.
     */
    @Override
    public void close() {
        try {
            admission.close(DRAINING);
        } finally {
            Async.shield(this::closeAll); // an interrupt must not leave half of them open
        }
    }

    private void closeAll() {
        connections.close();
        if (keeper != null) {
            close(keeper);
        }
        if (workers != null) {
            workers.close();
        }
    }

    /**
     * A connection of HikariCP. With a permit there is one at once, unless it must be opened or tested first. An interrupt in the
     * middle of a test would break the connection, so a cancel waits for a moment before it interrupts.
     */
    private Connection connection() {
        var interrupt = new GentleInterrupt();
        return Async.cancellable(
                () -> interrupt.around(() -> {
                    try {
                        return connections.getConnection();
                    } catch (SQLException e) {
                        throw unreachable(url, e.getCause() == null ? e : e.getCause());
                    }
                }),
                interrupt);
    }

    /** How long a statement may run until it is cancelled from here; 0 for ever. A server that has a limit itself comes first. */
    Duration statementLimit() {
        var limit = options.statementTimeout();
        return limit.isZero() || dialect.statementLimit(options).isEmpty() ? limit : limit.plus(SLACK);
    }

    /** Runs what blocks in JDBC, where such calls of this database belong. */
    <T extends @Nullable Object> T run(Coroutine<? extends T> work) throws Exception {
        return workers == null ? work.run() : workers.run(work);
    }

    Dialect dialect() {
        return dialect;
    }

    DatabaseOptions options() {
        return options;
    }

    /** Who may write now, where one can at a time. */
    @Nullable
    WriterTurn writerTurn() {
        return writerTurn;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            Log.debug("A connection did not close well: {0}", e);
        }
    }

    private static DatabaseException unreachable(DatabaseUrl url, Throwable cause) {
        var why = cause instanceof SQLException sql
                ? SqlStates.translate(sql, null).getMessage()
                : cause.toString();
        var state = cause instanceof SQLException sql ? sql.getSQLState() : null;
        return new ConnectionLost("Can't connect to the database " + url + ": " + why, state, cause);
    }
}
