package dev.rapier.test;

import dev.rapier.async.Coroutine;
import dev.rapier.async.Scheduling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A world whose time is virtual. Its threads are real virtual threads, but only the one that has the turn runs ({@link Turns}): who
 * waits in a call of Rapier passes the turn on, and who is woken gets on the list of the ready at that very moment, put there by
 * the waker. So it is known exactly when nobody can go on. When nobody is ready and no work is out in foreign code, the clock jumps
 * to the next timer: the affair of the {@link Conductor}. All state is under one lock.
 */
final class VirtualTime implements Scheduling {
    /** The time of day at the start of every run. */
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private static final ThreadFactory THREADS =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private final ReentrantLock lock = new ReentrantLock();
    private final Timers timers = new Timers();
    private final Conductor conductor;
    private final Turns turns;
    private final List<String> warnings = new ArrayList<>();

    VirtualTime(long seed, long watchdogNanos) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L); // neighbouring seeds of Random draw alike
        this.conductor = new Conductor(lock, random, timers, watchdogNanos);
        this.turns = conductor.turns();
    }

    /** Runs the world until all its threads have ended; returns what is wrong when it can't go on. */
    @Nullable
    Standstill conduct() {
        return conductor.conduct();
    }

    private <T extends @Nullable Object> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    // --- what tasks call

    @Override
    public long nanoTime() {
        return locked(timers::now);
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanoTime());
    }

    @Override
    public Thread start(Runnable body) {
        Thread thread = THREADS.newThread(() -> {
            try {
                body.run();
            } finally {
                turns.leave();
            }
        });
        locked(() -> turns.enter(thread, body));
        return thread;
    }

    @Override
    public void execute(Executor executor, Runnable body) {
        locked(turns::expectOutside);
        boolean taken = false;
        try {
            executor.execute(() -> {
                locked(() -> turns.enterOutside(body));
                try {
                    body.run();
                } finally {
                    turns.leave();
                }
            });
            taken = true;
        } finally {
            if (!taken) {
                locked(turns::refusedOutside);
            }
        }
    }

    @Override
    public void park(long nanos) {
        Actor actor;
        lock.lock();
        try {
            actor = turns.current();
            if (actor != null) {
                if (actor.permit || Thread.currentThread().isInterrupted() || nanos <= 0) {
                    actor.permit = false;
                    return;
                }
                if (nanos != NEVER) {
                    actor.timer = timers.add(nanos, actor);
                }
                actor.state = Actor.State.PARKED;
                turns.giveUp(actor);
            }
        } finally {
            lock.unlock();
        }
        if (actor != null) {
            awaitTurn(actor);
        } else if (nanos == NEVER) { // a thread of the caller's own, in a task of this world
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
    }

    @Override
    public void unpark(Thread thread) {
        locked(() -> {
            Actor actor = turns.of(thread);
            if (actor == null) {
                LockSupport.unpark(thread);
            } else if (actor.state == Actor.State.PARKED) {
                turns.makeReady(actor);
            } else {
                actor.permit = true;
            }
        });
    }

    @Override
    public void interrupt(Thread thread) {
        locked(() -> {
            thread.interrupt();
            Actor actor = turns.of(thread);
            if (actor != null) {
                conductor.endWait(actor);
            }
        });
    }

    @Override
    public void yield() {
        Actor actor;
        lock.lock();
        try {
            actor = turns.current();
            if (actor != null && !actor.outside) {
                turns.giveUpAndStayReady(actor);
            } else {
                actor = null;
            }
        } finally {
            lock.unlock();
        }
        if (actor == null) {
            Thread.yield();
        } else {
            awaitTurn(actor);
        }
    }

    @Override
    public <T extends @Nullable Object> T outside(Coroutine<? extends T> operation) throws Exception {
        Actor actor;
        lock.lock();
        try {
            actor = turns.current();
            if (actor != null && !actor.outside) {
                turns.goOutside(actor);
            } else {
                actor = null;
            }
        } finally {
            lock.unlock();
        }
        try {
            return operation.run();
        } finally {
            if (actor != null) {
                Actor back = actor;
                locked(() -> turns.comeBack(back));
                awaitTurn(back);
            }
        }
    }

    private void awaitTurn(Actor actor) {
        turns.await(actor, () -> locked(() -> conductor.endWait(actor)));
    }

    @Override
    public void schedule(Object key, long nanoTime, Runnable action) {
        locked(() -> {
            timers.put(key, nanoTime, action);
            turns.passOn();
        });
    }

    @Override
    public void unschedule(Object key) {
        locked(() -> timers.remove(key));
    }

    @Override
    public void warn(String message) {
        locked(() -> {
            warnings.add(message);
        });
    }

    // --- what the test calls

    /** Waits until all others wait, without moving the clock. */
    void idle() {
        rest(Rest.IDLE, 0);
    }

    /** Waits until the others wait and no timer is left, moving the clock. */
    void runUntilIdle() {
        rest(Rest.NO_TIMERS, 0);
    }

    /** Moves the clock, running what is due strictly before its end. */
    void advance(long nanos) {
        rest(Rest.UNTIL, nanos);
    }

    private void rest(Rest kind, long nanos) {
        Actor actor;
        lock.lock();
        try {
            actor = turns.current();
            if (actor == null || actor.outside) {
                throw new IllegalStateException("the clock is moved by tasks of the test, not from another thread");
            }
            conductor.rest(actor, kind, timers.now() + nanos);
        } finally {
            lock.unlock();
        }
        awaitTurn(actor);
    }

    /** The warnings so far, and forgets them. */
    List<String> takeWarnings() {
        return locked(() -> {
            List<String> taken = List.copyOf(warnings);
            warnings.clear();
            return taken;
        });
    }
}
