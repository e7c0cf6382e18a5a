package dev.rapier.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.rapier.async.Async;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The open connections of one database: {@link Admission} decides who may have one, HikariCP keeps them alive. */
final class Pool implements AutoCloseable {
    private static final Duration DRAINING = Duration.ofSeconds(2);

    private final DatabaseUrl url;
    private final HikariDataSource connections;
    private final Admission admission;
    private final DatabaseOptions options;
    private final Listeners listeners;

    /** The leases that are held over more than a statement. */
    private final Set<Lease> holders = ConcurrentHashMap.newKeySet();

    private Pool(DatabaseUrl url, HikariDataSource connections, DatabaseOptions options, Listeners listeners) {
        this.url = url;
        this.connections = connections;
        this.options = options;
        this.listeners = listeners;
        var name = url.database().isEmpty() ? url.username() : url.database();
        this.admission = new Admission(name, options.maxSize(), options.maxWaiting(), this::longestHeld);
    }

    /** Opens the pool with a first connection, so that a database that is down is told at once. */
    static Pool open(DatabaseUrl url, DataSource source, DatabaseOptions options, Listeners listeners) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("rapier-" + url.database());
        config.setMaximumPoolSize(options.maxSize());
        config.setMinimumIdle(options.minSize());
        config.setConnectionTimeout(Math.max(250, options.poolWait().toMillis()));
        config.setInitializationFailTimeout(1);
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        try {
            return new Pool(url, new HikariDataSource(config), options, listeners);
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
            lease.jdbc().close();
        } catch (SQLException e) {
            Log.debug("A connection did not close well: {0}", e);
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
            Async.shield(connections::close); // an interrupt must not leave half of them open
        }
    }

    /**
     * A connection of HikariCP. With a permit there is one at once, unless it must be opened or tested first. An interrupt in the
     * middle of a test would break the connection, so a cancel waits for a moment before it interrupts.
     */
    private Connection connection() {
        var caller = Thread.currentThread();
        var over = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        try {
            return Async.cancellable(
                    () -> {
                        try {
                            return connections.getConnection();
                        } catch (SQLException e) {
                            throw unreachable(url, e.getCause() == null ? e : e.getCause());
                        } finally {
                            over.countDown();
                        }
                    },
                    () -> {
                        if (!over.await(100, TimeUnit.MILLISECONDS)) {
                            interrupted.set(true);
                            caller.interrupt();
                        }
                    });
        } finally {
            if (interrupted.get()) {
                Thread.interrupted(); // ours, and it may have come too late to be seen
            }
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
