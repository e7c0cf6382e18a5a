package dev.rapier.sql;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
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
    private final String database;
    private final int max;
    private final int maxWaiting;
    private final Supplier<String> holders;
    private final Map<ConnectionLane, Deque<Waiter>> lines = new EnumMap<>(Map.of(
            ConnectionLane.NESTED, new ArrayDeque<>(),
            ConnectionLane.STATEMENT, new ArrayDeque<>(),
            ConnectionLane.HOLDING, new ArrayDeque<>()));

    /** Set when the pool closes and nothing is out any more. */
    private final AsyncEvent drained;

    private long arrivals;
    private int waiting;
    private int out;
    private int holding;
    private boolean closed;

    private enum State {
        IN_LINE,
        GRANTED,
        REFUSED
    }

    private final class Waiter {
        final ConnectionLane lane;
        final long arrival;
        final AsyncEvent turn = AsyncEvent.shownAs(Admission.this);
        State state = State.IN_LINE;

        Waiter(ConnectionLane lane, long arrival) {
            this.lane = lane;
            this.arrival = arrival;
        }

        void end(State how) {
            waiting--;
            state = how;
            turn.set();
        }
    }

    /**
     * A queue for nobody yet.
     *
     * @param holders says for a message who holds the connections
     */
    Admission(String database, int max, int maxWaiting, Supplier<String> holders) {
        this.database = database;
        this.max = max;
        this.maxWaiting = maxWaiting;
        this.holders = holders;
        this.drained = AsyncEvent.shownAs("the connections of the database " + database + " that are out");
    }

    /**
     * Takes a permit, waiting in line for one.
     *
     * @throws PoolTimeout when none came within the limit, or too many wait already
     * @throws DatabaseNotConnected when the pool closes, or has
     */
    void acquire(ConnectionLane lane, Duration limit) {
        var waiter = enter(lane);
        if (waiter == null) {
            return;
        }
        try {
            Async.moveOnAfter(limit, waiter.turn::await);
        } catch (Throwable e) { // a cancel
            if (leave(waiter) == State.GRANTED) {
                release(lane);
            }
            throw e;
        }
        switch (leave(waiter)) {
            case GRANTED -> {}
            case IN_LINE -> throw timeout(limit);
            case REFUSED -> throw refusal();
        }
    }

    void release(ConnectionLane lane) {
        lock.lock();
        try {
            out--;
            if (lane == ConnectionLane.HOLDING) {
                holding--;
            }
            if (closed && out == 0) {
                drained.set();
            }
            serve();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses everybody from now on, those in line too, and waits until nothing is out. Returns false when the limit passed first. */
    boolean close(Duration limit) {
        lock.lock();
        try {
            closed = true;
            for (var line : lines.values()) {
                for (var waiter = line.poll(); waiter != null; waiter = line.poll()) {
                    waiter.end(State.REFUSED);
                }
            }
            if (out == 0) {
                drained.set();
            }
        } finally {
            lock.unlock();
        }
        return Async.moveOnAfter(limit, drained::await);
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
            if (closed) {
                throw refusal();
            }
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

    /** Leaves the line, and says what became of the wait before. */
    private State leave(Waiter waiter) {
        lock.lock();
        try {
            if (waiter.state == State.IN_LINE) {
                line(waiter.lane).remove(waiter);
                waiting--;
            }
            return waiter.state;
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        for (var next = next(); next != null; next = next()) {
            line(next.lane).remove();
            take(next.lane);
            next.end(State.GRANTED);
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
        var held = holders.get();
        return new PoolTimeout("No connection of the pool became free within " + limit.toMillis() + " ms: " + out()
                + " of " + max + " are out, " + waiting()
                + " more callers wait. Make transactions shorter, the pool larger"
                + " (max_size), or let fewer requests in." + (held.isEmpty() ? "" : " Held longest: " + held));
    }

    private DatabaseNotConnected refusal() {
        return new DatabaseNotConnected("The database " + database + " was disconnected while a connection was wanted");
    }

    /** What a task waits for here, for people who look at the tree of tasks. */
    @Override
    public String toString() {
        return "a connection of the database " + database + " (" + out() + " of " + max + " are out)";
    }
}
