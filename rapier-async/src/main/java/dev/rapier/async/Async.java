package dev.rapier.async;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of structured concurrency, meant for {@code import static dev.rapier.async.Async.*}. Everything that blocks here
 * blocks the calling virtual thread only, throws {@link Cancellation} when its task is cancelled, and passes exceptions
 * unwrapped, checked ones too.
 *
 * <pre>{@code
 * run(() -> {
 *     var both = gather(() -> fetch("a"), () -> fetch("b"));     // side by side; one fails: the other is cancelled
 *     sleep(Duration.ofSeconds(1));
 *     return timeout(Duration.ofSeconds(2), () -> store(both));
 * });
 * }</pre>
 */
public final class Async extends Gathers {
    private Async() {}

    /** A coroutine that is single use and watched: if nobody awaits it, the end of the task that made it reports it. */
    public static <T extends @Nullable Object> Coroutine<T> async(Coroutine<? extends T> body) {
        return new WatchedCoroutine<>(Objects.requireNonNull(body, "body"));
    }

    /**
     * Runs a program's main coroutine as a task and returns its result, as {@code asyncio.run}. On the program's main thread
     * the first Ctrl-C cancels it, so that its clean-up runs, and then ends the program; the second ends the program at once.
     */
    public static <T extends @Nullable Object> T run(Coroutine<? extends T> main) {
        Objects.requireNonNull(main, "main");
        return Strand.find() == null ? MainTask.run(main) : main.await();
    }

    /** {@link #run(Coroutine)} for work without a result. */
    public static void run(Action main) {
        run(main.coroutine());
    }

    /**
     * Lets the task rest. Zero is a {@link #checkpoint}.
     *
     * @throws IllegalArgumentException if the duration is negative or longer than 146 years
     * @throws Cancellation if the task is or becomes cancelled
     */
    public static void sleep(Duration duration) {
        long nanos = Durations.nanos(duration, "duration");
        if (nanos == 0) {
            checkpoint();
        } else {
            Parking.await(new Sleep(duration), () -> false, nanos);
        }
    }

    /** Throws if the task is cancelled, and lets others run. For long computations. */
    public static void checkpoint() {
        Strand<?> strand = Strand.find();
        Parking.throwIfCancelled(strand);
        Parking.yield(strand);
    }

    /**
     * The clock of the world that the calling task lives in: the system's, or in a test that of its virtual time. In UTC. Code
     * that reads the time of day from here can be tested under {@code @RapierTest}.
     */
    public static InstantSource clock() {
        return WorldClock.INSTANCE;
    }

    /**
     * Nanoseconds of a clock that never jumps, in the world that the calling task lives in: {@link System#nanoTime}, or in a test that of
     * its virtual time. Only differences mean something.
     */
    public static long nanoTime() {
        return Parking.nanoTime(Strand.find());
    }

    /** Runs the body with a group: returns when the body and everything it started have ended. See {@link TaskGroup}. */
    public static <T extends @Nullable Object> T group(Fn<? super TaskGroup, ? extends T> body) {
        return Group.run("a group", Objects.requireNonNull(body, "body"), null);
    }

    /**
     * {@link #group} whose children do not harm each other: failures go to the handler, on the child's thread. The handler may block: the
     * child has ended when it has, and a cancel of the group reaches it. What the handler throws does fail the group.
     */
    public static <T extends @Nullable Object> T supervised(
            BiConsumer<Task<?>, Throwable> onFailure, Fn<? super TaskGroup, ? extends T> body) {
        Objects.requireNonNull(onFailure, "onFailure"); // null is the sign of a group that is not supervised
        return Group.run("a supervised group", Objects.requireNonNull(body, "body"), onFailure);
    }

    /** Runs all; the first to end decides, by value or by failure. The others are cancelled and their end awaited. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public static <T extends @Nullable Object> T race(Coroutine<? extends T>... coroutines) {
        return Racing.first(Arrays.asList(Objects.requireNonNull(coroutines, "coroutines")), false);
    }

    /** {@link #race(Coroutine[])} of a list. */
    public static <T extends @Nullable Object> T race(Collection<? extends Coroutine<? extends T>> coroutines) {
        return Racing.first(new ArrayList<>(Objects.requireNonNull(coroutines, "coroutines")), false);
    }

    /** Runs all and returns the first value; the failures of the others count only when all have failed. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public static <T extends @Nullable Object> T firstSuccess(Coroutine<? extends T>... coroutines) {
        return Racing.first(Arrays.asList(Objects.requireNonNull(coroutines, "coroutines")), true);
    }

    /** {@link #firstSuccess(Coroutine[])} of a list. */
    public static <T extends @Nullable Object> T firstSuccess(Collection<? extends Coroutine<? extends T>> coroutines) {
        return Racing.first(new ArrayList<>(Objects.requireNonNull(coroutines, "coroutines")), true);
    }

    /**
     * Waits for tasks as {@code asyncio.wait}: cancels nothing and throws nothing of theirs.
     *
     * @throws IllegalArgumentException if there are no tasks
     */
    public static <T extends @Nullable Object> Waited<T> waitFor(
            Collection<? extends Task<T>> tasks, When when, Duration limit) {
        return Waiting.waitFor(tasks, when, Durations.nanos(limit, "limit"));
    }

    /** {@link #waitFor(Collection, When, Duration)} without a limit. */
    public static <T extends @Nullable Object> Waited<T> waitFor(Collection<? extends Task<T>> tasks, When when) {
        return Waiting.waitFor(tasks, when, CancelScope.NEVER);
    }

    /** The same tasks in the order in which they end. */
    public static <T extends @Nullable Object> AsyncGenerator<Task<T>> asCompleted(
            Collection<? extends Task<T>> tasks) {
        return Waiting.asCompleted(tasks);
    }

    /**
     * Runs the body with a deadline. When it passes, the body is cancelled and its clean-up awaited. A body that returns its
     * value in spite of it is right (rule R6).
     *
     * @throws AsyncTimeoutException if the deadline cancelled the body
     * @throws Cancellation if the task was cancelled from outside, also when the deadline has passed too
     */
    public static <T extends @Nullable Object> T timeout(Duration limit, Coroutine<? extends T> body) {
        return Scoped.timeout(limit, Objects.requireNonNull(body, "body"));
    }

    /** {@link #timeout(Duration, Coroutine)} for work without a result. */
    public static void timeout(Duration limit, Action body) {
        timeout(limit, body.coroutine());
    }

    /** Runs the body with a deadline; empty when it passed, or when the body returned null. */
    public static <T> Optional<T> moveOnAfter(Duration limit, Coroutine<? extends @Nullable T> body) {
        return Scoped.moveOnAfter(limit, Objects.requireNonNull(body, "body"));
    }

    /** {@link #moveOnAfter(Duration, Coroutine)} for work without a result; returns whether it ended in time. */
    public static boolean moveOnAfter(Duration limit, Action body) {
        Coroutine<Void> work = Objects.requireNonNull(body, "body").coroutine();
        return Scoped.moveOnAfter(limit, work.map(nothing -> true)).isPresent();
    }

    /** Runs the body in a scope that it may cancel; empty when it did, or when the body returned null. */
    public static <T> Optional<T> scoped(Fn<? super CancelScope, ? extends @Nullable T> body) {
        return Scoped.scoped(Objects.requireNonNull(body, "body"));
    }

    /** Runs the body unmoved by cancels from outside; the next blocking call after it throws. The caller waits. */
    public static <T extends @Nullable Object> T shield(Coroutine<? extends T> body) {
        return Scoped.shield(CancelScope.NEVER, Objects.requireNonNull(body, "body"));
    }

    /** {@link #shield(Coroutine)} for work without a result. */
    public static void shield(Action body) {
        shield(body.coroutine());
    }

    /** A shield that gives way when the grace time has passed since the cancel from outside. For clean-up. */
    public static <T extends @Nullable Object> T shield(Duration grace, Coroutine<? extends T> body) {
        return Scoped.shield(Durations.nanos(grace, "grace"), Objects.requireNonNull(body, "body"));
    }

    /** {@link #shield(Duration, Coroutine)} for work without a result. */
    public static void shield(Duration grace, Action body) {
        shield(grace, body.coroutine());
    }

    /**
     * Runs the body on a platform thread of a pool with as many threads as there are cores: for computations and for code
     * that pins. The caller waits; a cancel interrupts the body and waits for it.
     */
    public static <T extends @Nullable Object> T toThread(Coroutine<? extends T> body) {
        return Gathering.onPlatformThread(Objects.requireNonNull(body, "body"));
    }

    /** {@link #toThread(Coroutine)} for work without a result. */
    public static void toThread(Action body) {
        toThread(body.coroutine());
    }

    /**
     * Runs blocking code that an interrupt would harm, such as JDBC or a socket: a cancel runs {@code abort} instead, on a
     * virtual thread of its own. If the operation then throws, that is the cancel; if it completes, its value wins.
     *
     * @throws Cancellation if the task is cancelled already, or is cancelled and the operation throws
     */
    public static <T extends @Nullable Object> T cancellable(Coroutine<? extends T> operation, Action abort) {
        Objects.requireNonNull(operation, "operation");
        return Scoped.cancellable(operation, Objects.requireNonNull(abort, "abort"));
    }

    /** {@link #cancellable(Coroutine, Action)} for work without a result. */
    public static void cancellable(Action operation, Action abort) {
        cancellable(operation.coroutine(), abort);
    }

    /**
     * Runs blocking code that nothing can stop, neither an interrupt nor a call, on a thread of its own: a cancel leaves it to itself
     * and returns at once. An operation that completed wins over the cancel. For reading from the console, for a driver without
     * a way to abort; where there is one, {@link #cancellable} is better, since it leaves nothing behind.
     *
     * @param whenAbandoned what is done with the value if the operation completes after its caller has left, such as closing it
     * @throws Cancellation if the task is or becomes cancelled before the operation has completed
     */
    public static <T extends @Nullable Object> T abandonOnCancel(
            Coroutine<? extends T> operation, Resource.Release<? super T> whenAbandoned) {
        Objects.requireNonNull(operation, "operation");
        return Abandonable.run(operation, Objects.requireNonNull(whenAbandoned, "whenAbandoned"));
    }

    /** {@link #abandonOnCancel(Coroutine, Resource.Release)} for work without a result. */
    public static void abandonOnCancel(Action operation) {
        Abandonable.run(operation.coroutine(), nothing -> {});
    }

    /**
     * Waits for a future of another library, and throws what it failed with, unwrapped. A cancel of the task cancels the future, as
     * {@code await} of a future does in asyncio.
     *
     * @throws ChildCancelled if the future was cancelled by somebody else
     * @throws Cancellation if the task is or becomes cancelled before the future has a result
     */
    public static <T extends @Nullable Object> T await(CompletionStage<? extends T> future) {
        return Futures.await(Objects.requireNonNull(future, "future"));
    }

    /**
     * What to throw when foreign blocking code ended with an {@link InterruptedException}: {@code throw cancelled(e);}. An
     * interrupt that came from outside cancels the task (rule R9).
     */
    public static Cancellation cancelled(InterruptedException interrupt) {
        return Scoped.cancelled(Objects.requireNonNull(interrupt, "interrupt"));
    }
}
