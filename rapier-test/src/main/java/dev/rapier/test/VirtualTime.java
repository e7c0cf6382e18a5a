package dev.rapier.test;

import dev.rapier.async.Coroutine;
import dev.rapier.async.Scheduling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A world whose time is virtual. Its threads are real virtual threads, but only the one that has the turn runs: who waits in a
 * call of Rapier passes the turn on, and who is woken gets on the list of the ready at that very moment, put there by the waker.
 * So it is known exactly when nobody can go on, and the next to go is drawn from the ready by a seed. When nobody is ready and no
 * work is out in foreign code, the clock jumps to the next timer.
 *
 * <p>One thread, the conductor, sits in {@link #conduct} meanwhile: it moves the clock and finds deadlocks and tasks that sit in
 * foreign blocking code. All fields are under the lock.
 */
final class VirtualTime implements Scheduling {
    /** The time of day at the start of every run. */
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private static final ThreadFactory THREADS =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    /** With more threads than that the look for interrupts before each jump of the clock would cost too much. */
    private static final int MOST_WATCHED = 1_000;

    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when the conductor has something to do. */
    private final Condition quiet = lock.newCondition();

    private final Random random;
    private final long watchdogNanos;
    private final Map<Thread, Actor> actors = new LinkedHashMap<>();

    /** Who could go on; the order is a function of the seed. */
    private final List<Actor> ready = new ArrayList<>();

    private final Timers timers = new Timers();
    private final List<String> warnings = new ArrayList<>();

    /** Who has the turn; null when nobody could go on. */
    private @Nullable Actor running;

    /** The conductor while it fires timers. */
    private final Actor conductor = new Actor("the clock", null);

    /** Threads at work in foreign code, and work handed to an executor. */
    private int outside;

    /** Tasks of the test that wait until the others have come to rest, each in its way. */
    private final List<Actor> restWaiters = new ArrayList<>();

    private long now;

    /** How often the turn went over to another; tells the watchdog that something moves. */
    private long turns;

    VirtualTime(long seed, long watchdogNanos) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L); // neighbouring seeds of Random draw alike
        this.watchdogNanos = watchdogNanos;
    }

    // --- what tasks call

    @Override
    public long nanoTime() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
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
                leave();
            }
        });
        lock.lock();
        try {
            Actor actor = new Actor(body, thread);
            actors.put(thread, actor);
            makeReady(actor);
        } finally {
            lock.unlock();
        }
        return thread;
    }

    @Override
    public void execute(Executor executor, Runnable body) {
        lock.lock();
        try {
            outside++;
        } finally {
            lock.unlock();
        }
        boolean taken = false;
        try {
            executor.execute(() -> {
                comeFromOutside(body);
                try {
                    body.run();
                } finally {
                    leave();
                }
            });
            taken = true;
        } finally {
            if (!taken) {
                lock.lock();
                try {
                    outside--;
                    passOn();
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    private void comeFromOutside(Runnable body) {
        lock.lock();
        try {
            Actor actor = new Actor(body, Thread.currentThread());
            actor.outside = true;
            actor.state = Actor.State.RUNNING;
            actors.put(Thread.currentThread(), actor);
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            Actor actor = actors.remove(Thread.currentThread());
            if (actor != null) {
                giveUpTurn(actor);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void park(long nanos) {
        Actor actor;
        lock.lock();
        try {
            actor = actors.get(Thread.currentThread());
            if (actor != null) {
                if (actor.permit || Thread.currentThread().isInterrupted() || nanos <= 0) {
                    actor.permit = false;
                    return;
                }
                if (nanos != NEVER) {
                    actor.timer = timers.add(now + nanos, actor, null);
                }
                actor.state = Actor.State.PARKED;
                giveUpTurn(actor);
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
        lock.lock();
        try {
            Actor actor = actors.get(thread);
            if (actor == null) {
                LockSupport.unpark(thread);
            } else if (actor.state == Actor.State.PARKED) {
                makeReady(actor);
            } else {
                actor.permit = true;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void interrupt(Thread thread) {
        lock.lock();
        try {
            thread.interrupt();
            Actor actor = actors.get(thread);
            if (actor != null) {
                endWait(actor);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait of a thread that was interrupted. Under the lock. */
    private void endWait(Actor actor) {
        if (actor.state == Actor.State.RESTING) {
            restWaiters.remove(actor);
            makeReady(actor);
        } else if (actor.state == Actor.State.PARKED) {
            makeReady(actor);
        }
    }

    @Override
    public void yield() {
        Actor actor;
        lock.lock();
        try {
            actor = actors.get(Thread.currentThread());
            if (actor != null && !actor.outside) {
                running = null;
                makeReady(actor);
            }
        } finally {
            lock.unlock();
        }
        if (actor == null || actor.outside) {
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
            actor = actors.get(Thread.currentThread());
            if (actor != null && !actor.outside) {
                actor.outside = true;
                outside++;
                running = null;
                passOn();
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
                comeBack(actor);
            }
        }
    }

    private void comeBack(Actor actor) {
        lock.lock();
        try {
            outside--;
            actor.outside = false;
            makeReady(actor);
        } finally {
            lock.unlock();
        }
        awaitTurn(actor);
    }

    @Override
    public void schedule(Object key, long nanoTime, Runnable action) {
        lock.lock();
        try {
            timers.put(key, nanoTime, action);
            passOn();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unschedule(Object key) {
        lock.lock();
        try {
            timers.remove(key);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void warn(String message) {
        lock.lock();
        try {
            warnings.add(message);
        } finally {
            lock.unlock();
        }
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
            actor = actors.get(Thread.currentThread());
            if (actor == null || actor.outside) {
                throw new IllegalStateException("the clock is moved by tasks of the test, not from another thread");
            }
            actor.rest = kind;
            actor.restUntil = now + nanos;
            actor.state = Actor.State.RESTING;
            restWaiters.add(actor);
            giveUpTurn(actor);
        } finally {
            lock.unlock();
        }
        awaitTurn(actor);
    }

    /** The warnings so far, and forgets them. */
    List<String> takeWarnings() {
        lock.lock();
        try {
            List<String> taken = List.copyOf(warnings);
            warnings.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    // --- the turn

    /** Under the lock. */
    private void makeReady(Actor actor) {
        if (actor.timer != null) {
            timers.cancel(actor.timer);
            actor.timer = null;
        }
        actor.state = Actor.State.READY;
        ready.add(actor);
        passOn();
    }

    /** Under the lock; the calling thread is the actor's. */
    private void giveUpTurn(Actor actor) {
        if (actor.outside) {
            outside--;
        } else {
            running = null;
        }
        passOn();
    }

    /** Gives the turn to one of the ready if nobody has it; without any it is the conductor's affair. Under the lock. */
    private void passOn() {
        while (running == null && !ready.isEmpty()) {
            int drawn = random.nextInt(ready.size());
            Actor next = ready.get(drawn);
            ready.set(drawn, ready.getLast());
            ready.removeLast();
            turns++;
            next.state = Actor.State.RUNNING;
            if (next.outside) {
                outside++;
            } else {
                running = next;
            }
            next.grant();
        }
        if (running == null) {
            quiet.signal();
        }
    }

    private void awaitTurn(Actor actor) {
        boolean interrupted = false;
        while (!actor.takeGrant()) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                wakeInterrupted(actor); // before the flag is cleared: the conductor looks for one or the other
                interrupted = Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wakeInterrupted(Actor actor) {
        lock.lock();
        try {
            endWait(actor);
        } finally {
            lock.unlock();
        }
    }

    // --- the conductor

    /** Runs the world until all its threads have ended; returns what is wrong when it can't go on. */
    @Nullable
    Standstill conduct() {
        lock.lock();
        try {
            while (!isOver()) {
                if (!awaitQuiet()) {
                    return standstill();
                }
                if (!isOver() && !moveOn()) {
                    return Standstill.deadlock();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody can go on; false when the turn has stayed where it is for as long as the watchdog is patient. Under the lock. */
    private boolean awaitQuiet() {
        long before = turns;
        long left = watchdogNanos;
        try {
            while (!isQuiet() && !isOver()) {
                if (left <= 0) {
                    if (turns == before) {
                        return false;
                    }
                    before = turns;
                    left = watchdogNanos;
                }
                left = quiet.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) { // who runs the tests wants them to end
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a test ran in virtual time", e);
        }
    }

    private boolean isQuiet() {
        return running == null && ready.isEmpty() && outside == 0;
    }

    private boolean isOver() {
        return actors.isEmpty() && outside == 0;
    }

    /** Nobody can go on: lets the test's own waits pass, or the next timer; false when there is none. Under the lock. */
    private boolean moveOn() {
        if (wakeInterrupted()) {
            return true;
        }
        if (wakeResting(actor -> actor.rest == Rest.IDLE)) {
            return true;
        }
        long next = timers.next();
        if (wakeResting(actor -> actor.rest == Rest.UNTIL && actor.restUntil <= next)) {
            return true;
        }
        if (next != NEVER) {
            now = Math.max(now, next);
            fireDue();
            return true;
        }
        return wakeResting(actor -> true);
    }

    /** Wakes those that somebody interrupted by {@link Thread#interrupt}, of which nothing else tells us. Under the lock. */
    private boolean wakeInterrupted() {
        if (actors.size() > MOST_WATCHED) {
            return false;
        }
        for (Actor actor : List.copyOf(actors.values())) {
            if (actor.isInterrupted()) {
                endWait(actor);
            }
        }
        return !isQuiet();
    }

    /** Wakes the tasks of the test whose wait is over, the one with the earliest end. Under the lock. */
    private boolean wakeResting(Predicate<Actor> over) {
        Actor first = null;
        for (Actor actor : restWaiters) {
            if (over.test(actor) && (first == null || actor.restUntil < first.restUntil)) {
                first = actor;
            }
        }
        if (first == null) {
            return false;
        }
        restWaiters.remove(first);
        if (first.rest == Rest.UNTIL) {
            now = Math.max(now, first.restUntil);
        }
        makeReady(first);
        return true;
    }

    /** All actions that are due, or all sleepers: which come first is drawn, as nothing else orders them. Under the lock. */
    private void fireDue() {
        Timers.Due due = timers.due(now, random);
        running = conductor;
        for (Actor sleeper : due.sleepers()) {
            sleeper.timer = null;
            makeReady(sleeper);
        }
        for (Runnable action : due.actions()) {
            lock.unlock(); // an action takes the locks of scopes, whose holders may be waiting for ours
            try {
                action.run();
            } finally {
                lock.lock();
            }
        }
        running = null;
        passOn();
    }

    /** Who holds everything up. Under the lock. */
    private Standstill standstill() {
        Actor holder = running;
        if (holder != null) {
            return Standstill.holdsTurn(holder.label(), holder.stack());
        }
        List<String> busy = new ArrayList<>();
        for (Actor actor : actors.values()) {
            if (actor.outside && actor.state == Actor.State.RUNNING) {
                busy.add(actor.label() + Standstill.text(actor.stack()));
            }
        }
        return Standstill.outside(busy);
    }
}
