package dev.rapier.sql;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Asks a database whether it is there, and knows for how long to ask. One check each. */
final class HealthCheck {
    private final Pool pool;
    private final Duration limit;

    /** What it is at, for the message when the time is over; the checking task's. */
    private boolean admitted;

    private HealthCheck(Pool pool, Duration limit) {
        this.pool = pool;
        this.limit = limit;
    }

    static DatabaseHealth of(Pool pool, Duration limit) {
        long start = System.nanoTime();
        var problem = new HealthCheck(pool, limit).problem();
        return new DatabaseHealth(
                problem.isEmpty(), Duration.ofNanos(System.nanoTime() - start), problem, Optional.of(pool.state()));
    }

    private Optional<String> problem() {
        try {
            Async.timeout(limit, () -> pool.probe(() -> admitted = true));
            return Optional.empty();
        } catch (AsyncTimeoutException e) {
            return Optional.of(
                    admitted
                            ? "No answer from the server within " + limit.toMillis() + " ms"
                            : "No connection of the pool became free within " + limit.toMillis() + " ms");
        } catch (DatabaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
