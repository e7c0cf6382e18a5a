package dev.rapier.test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may run in a {@link VirtualTime}: one thread has the turn, the ready wait for it, and the next is drawn from them by a seed. Beside
 * it there are threads outside, at work in foreign code. Everything is under {@link #lock} unless it says otherwise.
 */
final class Turns {
    final ReentrantLock lock;
    private final Random random;
    private final Runnable nobodyCanGoOn;
    private final Map<Thread, Actor> actors = new LinkedHashMap<>();

    /** Who could go on; the order is a function of the seed. */
    private final List<Actor> ready = new ArrayList<>();

    /** Who has the turn; null when nobody could go on. */
    private @Nullable Actor running;

    /** Threads at work in foreign code, and work handed to an executor. */
    private int outside;

    /** How often the turn went over to another. */
    private long passed;

    /** Tells whoever moves the clock, by a call under the lock, when nobody has the turn. */
    Turns(ReentrantLock lock, Random random, Runnable nobodyCanGoOn) {
        this.lock = lock;
        this.random = random;
        this.nobodyCanGoOn = nobodyCanGoOn;
    }

    // --- who takes part

    /** The calling thread, if it takes part. */
    @Nullable
    Actor current() {
        return actors.get(Thread.currentThread());
    }

    @Nullable
    Actor of(Thread thread) {
        return actors.get(thread);
    }

    Collection<Actor> all() {
        return List.copyOf(actors.values());
    }

    int size() {
        return actors.size();
    }

    /** A thread that begins when its turn comes. */
    void enter(Thread thread, Object body) {
        Actor actor = new Actor(body, thread);
        actors.put(thread, actor);
        makeReady(actor);
    }

    /** Work is handed to an executor. */
    void expectOutside() {
        outside++;
    }

    /** The executor has refused the work. */
    void refusedOutside() {
        outside--;
        passOn();
    }

    /** The calling thread, an executor's, begins with the work. */
    void enterOutside(Object body) {
        Actor actor = new Actor(body, Thread.currentThread());
        actor.outside = true;
        actor.state = Actor.State.RUNNING;
        actors.put(Thread.currentThread(), actor);
    }

    /** The calling thread has ended its part. Takes the lock. */
    void leave() {
        lock.lock();
        try {
            Actor actor = actors.remove(Thread.currentThread());
            if (actor != null) {
                giveUp(actor);
            }
        } finally {
            lock.unlock();
        }
    }

    // --- the turn

    /** Who has it. */
    @Nullable
    Actor running() {
        return running;
    }

    /** How often it went over to another; tells the watchdog that something moves. */
    long passed() {
        return passed;
    }

    /** Whether nobody could go on by itself. */
    boolean isQuiet() {
        return running == null && ready.isEmpty() && outside == 0;
    }

    /** Whether all have ended. */
    boolean isOver() {
        return actors.isEmpty() && outside == 0;
    }

    /** Puts one who waited on the list of the ready. */
    void makeReady(Actor actor) {
        if (actor.timer != null) {
            actor.timer.cancel();
            actor.timer = null;
        }
        actor.state = Actor.State.READY;
        ready.add(actor);
        passOn();
    }

    /** Ends the part of the calling thread for now. */
    void giveUp(Actor actor) {
        if (actor.outside) {
            outside--;
        } else {
            running = null;
        }
        passOn();
    }

    /** Lets the others run before the calling thread, which stays ready. */
    void giveUpAndStayReady(Actor actor) {
        running = null;
        makeReady(actor);
    }

    /** The calling thread goes on without the turn, in foreign code. */
    void goOutside(Actor actor) {
        actor.outside = true;
        outside++;
        running = null;
        passOn();
    }

    /** The calling thread is back from foreign code and wants its turn. */
    void comeBack(Actor actor) {
        outside--;
        actor.outside = false;
        makeReady(actor);
    }

    /** Gives the turn to one who is no thread of this world, so that nobody runs until {@link #giveBack}. */
    void take(Actor other) {
        running = other;
    }

    void giveBack() {
        running = null;
        passOn();
    }

    /** Gives the turn to one of the ready if nobody has it. */
    void passOn() {
        while (running == null && !ready.isEmpty()) {
            int drawn = random.nextInt(ready.size());
            Actor next = ready.get(drawn);
            ready.set(drawn, ready.getLast());
            ready.removeLast();
            passed++;
            next.state = Actor.State.RUNNING;
            if (next.outside) {
                outside++;
            } else {
                running = next;
            }
            next.grant();
        }
        if (running == null) {
            nobodyCanGoOn.run();
        }
    }

    /**
     * Waits until the calling thread may go on. Without the lock.
     *
     * @param whenInterrupted called when it is interrupted meanwhile
     */
    void await(Actor actor, Runnable whenInterrupted) {
        while (!actor.takeGrant()) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                actor.interrupted =
                        true; // a wait for the lock takes the flag down for a while, and we take it down, too
                whenInterrupted.run();
                Thread.interrupted();
            }
        }
        if (actor.interrupted) {
            actor.interrupted = false;
            Thread.currentThread().interrupt();
        }
    }
}
