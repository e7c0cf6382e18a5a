package dev.rapier.sql;

import dev.rapier.async.Async;
import dev.rapier.async.Cancellation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may take a connection: a fair queue in front of the pool, built so that no set of callers can block each other.
 *
 * <p>Of {@code max} permits at most {@code max - 1} go to holders, that is to callers who may want another connection while
 * they have one. The last permit goes round among those who wait for nothing else, so there is always one who goes on. A
 * nested caller comes before all others, and may not be nested again. All fields are under {@link #lock}.
 */
final class Admission {
    private final ReentrantLock lock = new ReentrantLock();
    private final int max;
    private final int maxWaiting;
    private final Map<ConnectionLane, Deque<Waiter>> lines = new EnumMap<>(Map.of(
            ConnectionLane.NESTED, new ArrayDeque<>(),
            ConnectionLane.STATEMENT, new ArrayDeque<>(),
            ConnectionLane.HOLDING, new ArrayDeque<>()));
    private long arrivals;
    private int waiting;
    private int out;
    private int holding;

    private static final class Waiter {
        final ConnectionLane lane;
        final long arrival;
        final CountDownLatch turn = new CountDownLatch(1);
        boolean granted;

        Waiter(ConnectionLane lane, long arrival) {
            this.lane = lane;
            this.arrival = arrival;
        }
    }

    Admission(int max, int maxWaiting) {
        this.max = max;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Takes a permit, waiting in line for one.
     *
     * @throws PoolTimeout when none came within the limit, or too many wait already
     */
    void acquire(ConnectionLane lane, Duration limit) {
        var waiter = enter(lane);
        if (waiter == null) {
            return;
        }
        boolean granted = false;
        try {
            Async.checkpoint(); // a task that was told before of its cancel is not interrupted again
            granted = waiter.turn.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            leave(waiter, true);
            throw Async.cancelled(e);
        } catch (Cancellation e) {
            leave(waiter, true);
            throw e;
        }
        if (!granted && !leave(waiter, false)) {
            throw timeout(limit);
        }
    }

    void release(ConnectionLane lane) {
        lock.lock();
        try {
            out--;
            if (lane == ConnectionLane.HOLDING) {
                holding--;
            }
            serve();
        } finally {
            lock.unlock();
        }
    }

    /** Permits that are out. */
    int out() {
        lock.lock();
        try {
            return out;
        } finally {
            lock.unlock();
        }
    }

    /** Callers in line. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a permit, or a place in line. Nobody in line fits, or it would have been served: who fits overtakes nobody. */
    private @Nullable Waiter enter(ConnectionLane lane) {
        lock.lock();
        try {
            if (fits(lane)) {
                take(lane);
                return null;
            }
            if (waiting >= maxWaiting) {
                throw new PoolTimeout("The pool of " + max + " connections is busy, and " + maxWaiting
                        + " callers wait already, which is the limit (maxWaiting)");
            }
            var waiter = new Waiter(lane, arrivals++);
            line(lane).add(waiter);
            waiting++;
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the line. Returns whether a permit was granted in the last moment, which is given back if it is not wanted. */
    private boolean leave(Waiter waiter, boolean giveBack) {
        lock.lock();
        try {
            if (!waiter.granted) {
                line(waiter.lane).remove(waiter);
                waiting--;
                return false;
            }
        } finally {
            lock.unlock();
        }
        if (giveBack) {
            release(waiter.lane);
        }
        return true;
    }

    private void serve() {
        for (var next = next(); next != null; next = next()) {
            line(next.lane).remove();
            waiting--;
            take(next.lane);
            next.granted = true;
            next.turn.countDown();
        }
    }

    /** Who is served next: a nested caller, else who came first of those that fit. */
    private @Nullable Waiter next() {
        if (out == max) {
            return null;
        }
        var nested = line(ConnectionLane.NESTED).peek();
        if (nested != null) {
            return nested;
        }
        var statement = line(ConnectionLane.STATEMENT).peek();
        var holder = fits(ConnectionLane.HOLDING) ? line(ConnectionLane.HOLDING).peek() : null;
        if (statement == null || holder == null) {
            return statement == null ? holder : statement;
        }
        return statement.arrival < holder.arrival ? statement : holder;
    }

    private boolean fits(ConnectionLane lane) {
        return out < max && (lane != ConnectionLane.HOLDING || max == 1 || holding < max - 1);
    }

    private Deque<Waiter> line(ConnectionLane lane) {
        return Objects.requireNonNull(lines.get(lane));
    }

    private void take(ConnectionLane lane) {
        out++;
        if (lane == ConnectionLane.HOLDING) {
            holding++;
        }
    }

    private PoolTimeout timeout(Duration limit) {
        return new PoolTimeout("No connection of the pool became free within " + limit.toMillis() + " ms: " + out()
                + " of " + max + " are out, " + waiting()
                + " more callers wait. Make transactions shorter, the pool larger"
                + " (max_size), or let fewer requests in.");
    }
}
