package dev.rapier.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.rapier.async.Async;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** The open connections of one database: {@link Admission} decides who may have one, HikariCP keeps them alive. */
final class Pool implements AutoCloseable {
    private static final Duration DRAINING = Duration.ofSeconds(2);

    private final DatabaseUrl url;
    private final HikariDataSource connections;
    private final Admission admission;
    private final DatabaseOptions options;

    private Pool(DatabaseUrl url, HikariDataSource connections, DatabaseOptions options) {
        this.url = url;
        this.connections = connections;
        this.options = options;
        this.admission = new Admission(options.maxSize(), options.maxWaiting());
    }

    /** Opens the pool with a first connection, so that a database that is down is told at once. */
    static Pool open(DatabaseUrl url, DataSource source, DatabaseOptions options) {
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
            return new Pool(url, new HikariDataSource(config), options);
        } catch (HikariPool.PoolInitializationException e) {
            throw unreachable(url, e.getCause() == null ? e : e.getCause());
        }
    }

    Lease acquire(ConnectionLane lane) {
        if (lane == ConnectionLane.NESTED && options.maxSize() == 1) {
            throw new PoolTimeout("A pool of one connection has none for a task below one that holds it;"
                    + " set max_size to 2 or more, or give the task the connection");
        }
        admission.acquire(lane, options.poolWait());
        try {
            return new Lease(this, connection(), lane);
        } catch (Throwable e) {
            admission.release(lane);
            throw e;
        }
    }

    void giveBack(Lease lease) {
        try {
            lease.jdbc().close();
        } catch (SQLException e) {
            Log.debug("A connection did not close well: {0}", e);
        } finally {
            admission.release(lease.lane());
        }
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

    /** Gives what runs a moment to end, then closes every connection. */
    @Override
    public void close() {
        long end = System.nanoTime() + DRAINING.toNanos();
        boolean interrupted = false;
        while (admission.out() > 0 && System.nanoTime() < end && !interrupted) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        connections.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
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
