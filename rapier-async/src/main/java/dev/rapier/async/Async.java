package dev.rapier.async;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
public final class Async {
    private Async() {}

    /** A coroutine that is single use and watched: if nobody awaits it, the end of the task that made it reports it. */
    public static <T extends @Nullable Object> Coroutine<T> async(Coroutine<? extends T> body) {
        return new WatchedCoroutine<>(body);
    }

    /** Runs a program's main coroutine as a task and returns its result, as {@code asyncio.run}. */
    public static <T extends @Nullable Object> T run(Coroutine<? extends T> main) {
        return Strand.find() == null ? RootTask.here(main) : main.await();
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
        long nanos = Durations.nanos(duration);
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

    /** Runs the body with a group: returns when the body and everything it started have ended. See {@link TaskGroup}. */
    public static <T extends @Nullable Object> T group(Fn<? super TaskGroup, ? extends T> body) {
        return Group.run("a group", body, null);
    }

    /** {@link #group} whose children do not harm each other: failures go to the handler, on the child's thread. */
    public static <T extends @Nullable Object> T supervised(
            BiConsumer<Task<?>, Throwable> onFailure, Fn<? super TaskGroup, ? extends T> body) {
        return Group.run("a supervised group", body, onFailure);
    }

    /**
     * Runs two coroutines side by side and returns both results. When one fails the other is cancelled and its end awaited,
     * then the first failure is thrown, the same object, with the real failures of the others suppressed on it. Unlike {@code
     * asyncio.gather}, no sibling runs on after a failure.
     *
     * @throws ChildCancelled if one was cancelled by somebody
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> Both<A, B> gather(
            Coroutine<? extends A> a, Coroutine<? extends B> b) {
        Gathering all = Gathering.of(List.of(a, b));
        return new Both<>(all.result(0), all.result(1));
    }

    /** Runs two coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> R gather(
            Coroutine<? extends A> a, Coroutine<? extends B> b, Fn2<? super A, ? super B, ? extends R> combine) {
        return Gathering.of(List.of(a, b)).combine(all -> combine.apply(all.result(0), all.result(1)));
    }

    /** Runs three coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Fn3<? super A, ? super B, ? super C, ? extends R> combine) {
        return Gathering.of(List.of(a, b, c))
                .combine(all -> combine.apply(all.result(0), all.result(1), all.result(2)));
    }

    /** Runs four coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Fn4<? super A, ? super B, ? super C, ? super D, ? extends R> combine) {
        return Gathering.of(List.of(a, b, c, d))
                .combine(all -> combine.apply(all.result(0), all.result(1), all.result(2), all.result(3)));
    }

    /** Runs five coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Fn5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> combine) {
        return Gathering.of(List.of(a, b, c, d, e))
                .combine(all ->
                        combine.apply(all.result(0), all.result(1), all.result(2), all.result(3), all.result(4)));
    }

    /** Runs six coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f,
                    Fn6<? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? extends R> combine) {
        return Gathering.of(List.of(a, b, c, d, e, f))
                .combine(all -> combine.apply(
                        all.result(0), all.result(1), all.result(2), all.result(3), all.result(4), all.result(5)));
    }

    /** Runs seven coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f,
                    Coroutine<? extends G> g,
                    Fn7<? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? super G, ? extends R>
                            combine) {
        return Gathering.of(List.of(a, b, c, d, e, f, g))
                .combine(all -> combine.apply(
                        all.result(0),
                        all.result(1),
                        all.result(2),
                        all.result(3),
                        all.result(4),
                        all.result(5),
                        all.result(6)));
    }

    /** Runs eight coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f,
                    Coroutine<? extends G> g,
                    Coroutine<? extends H> h,
                    Fn8<
                                    ? super A,
                                    ? super B,
                                    ? super C,
                                    ? super D,
                                    ? super E,
                                    ? super F,
                                    ? super G,
                                    ? super H,
                                    ? extends R>
                            combine) {
        return Gathering.of(List.of(a, b, c, d, e, f, g, h))
                .combine(all -> combine.apply(
                        all.result(0),
                        all.result(1),
                        all.result(2),
                        all.result(3),
                        all.result(4),
                        all.result(5),
                        all.result(6),
                        all.result(7)));
    }

    /** Runs all coroutines side by side; the results are in the order of the arguments. Nothing gives an empty list. */
    public static <T extends @Nullable Object> List<T> gather(Collection<? extends Coroutine<? extends T>> all) {
        return Gathering.of(List.copyOf(all)).results();
    }

    /**
     * Like {@link #gather(Collection)} with at most {@code limit} running at a time.
     *
     * @throws IllegalArgumentException if the limit is below 1
     */
    public static <T extends @Nullable Object> List<T> gather(
            int limit, Collection<? extends Coroutine<? extends T>> all) {
        return Gathering.map(limit, all, Coroutine::await);
    }

    /** {@code [f(x) for x in items]}, every item in a task of its own, results in the order of the items. */
    public static <I extends @Nullable Object, T extends @Nullable Object> List<T> map(
            Collection<I> items, Fn<? super I, ? extends T> function) {
        return Gathering.map(Math.max(1, items.size()), items, function);
    }

    /** Like {@link #map(Collection, Fn)} with at most {@code limit} running at a time. */
    public static <I extends @Nullable Object, T extends @Nullable Object> List<T> map(
            int limit, Collection<I> items, Fn<? super I, ? extends T> function) {
        return Gathering.map(limit, items, function);
    }

    /** Runs all and says how each ended; a failure cancels nothing. {@code asyncio.gather(return_exceptions=True)}. */
    public static <T extends @Nullable Object> List<Outcome<T>> settle(
            Collection<? extends Coroutine<? extends T>> all) {
        return Gathering.settle(List.copyOf(all));
    }

    /** {@link #settle(Collection)} of two. */
    public static <A extends @Nullable Object, B extends @Nullable Object> Both<Outcome<A>, Outcome<B>> settle(
            Coroutine<? extends A> a, Coroutine<? extends B> b) {
        return Gathering.settle(a, b);
    }

    /** Runs all; the first to end decides, by value or by failure. The others are cancelled and their end awaited. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public static <T extends @Nullable Object> T race(Coroutine<? extends T>... coroutines) {
        return Racing.first(List.of(coroutines), false);
    }

    /** Runs all and returns the first value; the failures of the others count only when all have failed. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read, as a list
    public static <T extends @Nullable Object> T firstSuccess(Coroutine<? extends T>... coroutines) {
        return Racing.first(List.of(coroutines), true);
    }

    /**
     * Waits for tasks as {@code asyncio.wait}: cancels nothing and throws nothing of theirs.
     *
     * @throws IllegalArgumentException if there are no tasks
     */
    public static <T extends @Nullable Object> Waited<T> waitFor(
            Collection<? extends Task<T>> tasks, When when, Duration limit) {
        return Waiting.waitFor(tasks, when, Durations.nanos(limit));
    }

    /** {@link #waitFor(Collection, When, Duration)} without a limit. */
    public static <T extends @Nullable Object> Waited<T> waitFor(Collection<? extends Task<T>> tasks, When when) {
        return Waiting.waitFor(tasks, when, CancelScope.NEVER);
    }

    /** The same tasks in the order in which they end. */
    public static <T extends @Nullable Object> AsyncGenerator<Task<T>> asCompleted(
            Collection<? extends Task<T>> tasks) {
        return Waiting.asCompleted(List.copyOf(tasks));
    }

    /**
     * Runs the body with a deadline. When it passes, the body is cancelled and its clean-up awaited. A body that returns its
     * value in spite of it is right (rule R6).
     *
     * @throws AsyncTimeoutException if the deadline cancelled the body
     * @throws Cancellation if the task was cancelled from outside, also when the deadline has passed too
     */
    public static <T extends @Nullable Object> T timeout(Duration limit, Coroutine<? extends T> body) {
        return Scoped.timeout(limit, body);
    }

    /** {@link #timeout(Duration, Coroutine)} for work without a result. */
    public static void timeout(Duration limit, Action body) {
        timeout(limit, body.coroutine());
    }

    /** Runs the body with a deadline; empty when it passed, or when the body returned null. */
    public static <T> Optional<T> moveOnAfter(Duration limit, Coroutine<? extends @Nullable T> body) {
        return Scoped.moveOnAfter(limit, body);
    }

    /** Runs the body in a scope that it may cancel; empty when it did, or when the body returned null. */
    public static <T> Optional<T> scoped(Fn<? super CancelScope, ? extends @Nullable T> body) {
        return Scoped.scoped(body);
    }

    /** Runs the body unmoved by cancels from outside; the next blocking call after it throws. The caller waits. */
    public static <T extends @Nullable Object> T shield(Coroutine<? extends T> body) {
        return Scoped.shield(CancelScope.NEVER, body);
    }

    /** {@link #shield(Coroutine)} for work without a result. */
    public static void shield(Action body) {
        shield(body.coroutine());
    }

    /** A shield that gives way when the grace time has passed since the cancel from outside. For clean-up. */
    public static <T extends @Nullable Object> T shield(Duration grace, Coroutine<? extends T> body) {
        return Scoped.shield(Durations.nanos(grace), body);
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
        return Gathering.onPlatformThread(body);
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
        return Scoped.cancellable(operation, abort);
    }

    /** {@link #cancellable(Coroutine, Action)} for work without a result. */
    public static void cancellable(Action operation, Action abort) {
        cancellable(operation.coroutine(), abort);
    }

    /**
     * What to throw when foreign blocking code ended with an {@link InterruptedException}: {@code throw cancelled(e);}. An
     * interrupt that came from outside cancels the task (rule R9).
     */
    public static Cancellation cancelled(InterruptedException interrupt) {
        return Scoped.cancelled(interrupt);
    }
}
