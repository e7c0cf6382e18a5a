package dev.rapier.async;

import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * The world that the tasks of one run live in: their threads, their waiting, their clock. Without one tasks use virtual
 * threads and the system's time. It is made for test kits, as trio's {@code run(main, clock=...)} is: {@code rapier-test} has
 * one whose time is virtual and whose order is drawn from a seed. A task's children live in its world.
 *
 * <p>All of Rapier's own waiting goes through here. Methods may be called by any thread unless they say otherwise, and must not
 * throw.
 */
public interface Scheduling {
    /** A park without a limit. */
    long NEVER = Long.MAX_VALUE;

    /** Nanoseconds from an arbitrary origin, for measuring lengths of time. */
    long nanoTime();

    /** The time of day. */
    Instant instant();

    /** Starts a thread that runs the body, now or when its turn comes. */
    Thread start(Runnable body);

    /** Runs the body on a thread of the executor, as work outside this world. */
    void execute(Executor executor, Runnable body);

    /**
     * Lets the calling thread wait until {@link #unpark}, an interrupt or the end of the time; it may also return for no
     * reason. An {@code unpark} that came before makes it return at once.
     *
     * @param nanos nanoseconds, or {@link #NEVER}
     */
    void park(long nanos);

    /** Ends the present or the next {@link #park} of a thread. */
    void unpark(Thread thread);

    /** Interrupts a thread, which ends its park as well. */
    void interrupt(Thread thread);

    /** Lets other threads run before the calling one goes on. */
    void yield();

    /**
     * Runs an operation that blocks in ways this world does not know, on the calling thread.
     *
     * @throws Exception what the operation throws
     */
    <T extends @org.jspecify.annotations.Nullable Object> T outside(Coroutine<? extends T> operation) throws Exception;

    /** Runs an action, which does not block, when the time comes; a key has one action at most, the latest. */
    void schedule(Object key, long nanoTime, Runnable action);

    /** Takes back what was scheduled for the key, if it has not begun. */
    void unschedule(Object key);

    /** Hears of what a program should not do: a coroutine that nobody awaited, a generator that nobody closed. */
    void warn(String message);
}
