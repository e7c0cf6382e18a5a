package dev.rapier.test;

import dev.rapier.async.Scheduling;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The thread that moves the clock of a {@link VirtualTime} when nobody can go on, and finds deadlocks and tasks that sit in foreign blocking
 * code. Everything is under the lock.
 */
final class Conductor {
    /** With more threads than that the look for interrupts before each jump of the clock would cost too much. */
    private static final int MOST_WATCHED = 1_000;

    private final ReentrantLock lock;

    /** Signalled when there is something to do. */
    private final Condition quiet;

    private final Turns turns;
    private final Timers timers;
    private final Random random;
    private final long watchdogNanos;

    /** Who has the turn while timers are fired. */
    private final Actor clock = new Actor("the clock", null);

    /** Tasks of the test that wait until the others have come to rest, each in its way. */
    private final List<Actor> resting = new ArrayList<>();

    Conductor(ReentrantLock lock, Random random, Timers timers, long watchdogNanos) {
        this.lock = lock;
        this.quiet = lock.newCondition();
        this.random = random;
        this.timers = timers;
        this.watchdogNanos = watchdogNanos;
        this.turns = new Turns(lock, random, quiet::signal);
    }

    Turns turns() {
        return turns;
    }

    /** Runs the world until all its threads have ended; returns what is wrong when it can't go on. Takes the lock. */
    @Nullable
    Standstill conduct() {
        lock.lock();
        try {
            while (!turns.isOver()) {
                if (!awaitQuiet()) {
                    return standstill();
                }
                if (!turns.isOver() && !moveOn()) {
                    return Standstill.deadlock();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the calling thread, a task of the test, wait until the others have come to rest. */
    void rest(Actor actor, Rest kind, long until) {
        actor.rest = kind;
        actor.restUntil = until;
        actor.state = Actor.State.RESTING;
        resting.add(actor);
        turns.giveUp(actor);
    }

    /** Ends the wait of a thread that was interrupted. */
    void endWait(Actor actor) {
        if (actor.state == Actor.State.RESTING) {
            resting.remove(actor);
            turns.makeReady(actor);
        } else if (actor.state == Actor.State.PARKED) {
            turns.makeReady(actor);
        }
    }

    /** Waits until nobody can go on; false when the turn has stayed where it is for as long as the watchdog is patient. */
    private boolean awaitQuiet() {
        long before = turns.passed();
        long left = watchdogNanos;
        try {
            while (!turns.isQuiet() && !turns.isOver()) {
                if (left <= 0) {
                    if (turns.passed() == before) {
                        return false;
                    }
                    before = turns.passed();
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

    /** Nobody can go on: lets the test's own waits pass, or the next timer; false when there is none. */
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
        if (next != Scheduling.NEVER) {
            timers.moveTo(next);
            fireDue();
            return true;
        }
        return wakeResting(actor -> true);
    }

    /** Wakes those that somebody interrupted by {@link Thread#interrupt}, of which nothing else tells us. */
    private boolean wakeInterrupted() {
        if (turns.size() > MOST_WATCHED) {
            return false;
        }
        for (Actor actor : turns.all()) {
            if (actor.isInterrupted()) {
                endWait(actor);
            }
        }
        return !turns.isQuiet();
    }

    /** Wakes the tasks of the test whose wait is over, the one with the earliest end. */
    private boolean wakeResting(Predicate<Actor> over) {
        Actor first = null;
        for (Actor actor : resting) {
            if (over.test(actor) && (first == null || actor.restUntil < first.restUntil)) {
                first = actor;
            }
        }
        if (first == null) {
            return false;
        }
        resting.remove(first);
        if (first.rest == Rest.UNTIL) {
            timers.moveTo(first.restUntil);
        }
        turns.makeReady(first);
        return true;
    }

    /** All actions that are due, or all sleepers: which come first is drawn, as nothing else orders them. */
    private void fireDue() {
        Timers.Due due = timers.due(random);
        turns.take(clock);
        for (Actor sleeper : due.sleepers()) {
            sleeper.timer = null;
            turns.makeReady(sleeper);
        }
        for (Runnable action : due.actions()) {
            lock.unlock(); // an action takes the locks of scopes, whose holders may be waiting for ours
            try {
                action.run();
            } finally {
                lock.lock();
            }
        }
        turns.giveBack();
    }

    /** Who holds everything up. */
    private Standstill standstill() {
        Actor holder = turns.running();
        if (holder != null) {
            return Standstill.holdsTurn(holder.label(), holder.stack());
        }
        List<String> busy = new ArrayList<>();
        for (Actor actor : turns.all()) {
            if (actor.outside && actor.state == Actor.State.RUNNING) {
                busy.add(actor.label() + Standstill.text(actor.stack()));
            }
        }
        return Standstill.outside(busy);
    }
}
