package dev.rapier.test;

import dev.rapier.async.Async;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Fn;
import dev.rapier.async.Outcome;
import dev.rapier.async.RootTask;
import dev.rapier.async.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time for tests of code that uses {@code rapier-async}: an hour of {@code sleep} takes no time, and the order in which
 * tasks run is drawn from a seed. It is the parameter of a {@link RapierTest}; {@link #run} is for other test frameworks.
 *
 * <p>Tasks run on real virtual threads, one at a time; another one gets its turn when the running one waits in a call of Rapier.
 * When all wait, the clock jumps to the next deadline or end of a sleep. When all wait and there is none, that is a deadlock: the
 * test fails at once and shows the tree of tasks. Code that computes or blocks elsewhere ({@code Thread.sleep}, a latch, a
 * socket) holds up the clock; after five real seconds the test fails and shows where. Within {@code toThread}, {@code
 * cancellable}, {@code abandonOnCancel} and {@link #outside} it may block: the other tasks run on meanwhile, and the clock waits.
 *
 * <p>The time of day is that of {@link Async#clock}, which starts at 2000-01-01T00:00Z. {@code System.nanoTime} and {@code
 * Instant.now()} remain real.
 */
public final class TestTime {
    private static final Duration WATCHDOG = Duration.ofSeconds(5);

    private final VirtualTime world;
    private final long seed;

    private TestTime(VirtualTime world, long seed) {
        this.world = world;
        this.seed = seed;
    }

    /**
     * Runs the body as the main task of a world of virtual time, until it and all that it started have ended.
     *
     * @throws AssertionError at a deadlock, when time stands still, and for the warnings that Rapier has given and nobody has
     *     {@linkplain #takeWarnings taken}; otherwise what the body throws
     */
    public static <T extends @Nullable Object> T run(long seed, Fn<? super TestTime, ? extends T> body) {
        return run(seed, WATCHDOG, body);
    }

    /** {@link #run(long, Fn)} with another patience than five seconds for code that holds up the clock. */
    public static <T extends @Nullable Object> T run(
            long seed, Duration watchdog, Fn<? super TestTime, ? extends T> body) {
        TestTime time = new TestTime(new VirtualTime(seed, watchdog.toNanos()), seed);
        return time.run(() -> body.apply(time));
    }

    static TestTime of(long seed) {
        return new TestTime(new VirtualTime(seed, WATCHDOG.toNanos()), seed);
    }

    /** Runs the world, once. */
    <T extends @Nullable Object> T run(Coroutine<? extends T> body) {
        RootTask<T> main = RootTask.of("test", world, body);
        world.start(main);
        conduct(main);
        List<String> warnings = takeWarnings();
        Outcome<T> outcome = main.outcome();
        if (outcome instanceof Outcome.Success<T> && !warnings.isEmpty()) {
            throw new AssertionError(
                    "the test passed, with warnings (TestTime.takeWarnings() for those that are meant): "
                            + String.join("; ", warnings));
        }
        return outcome.get();
    }

    private void conduct(RootTask<?> main) {
        Standstill standstill = world.conduct();
        if (standstill == null) {
            return;
        }
        var failure = new AssertionError(standstill.what() + "\n" + Tasks.treeWithStacks(main));
        failure.setStackTrace(new StackTraceElement[0]); // of the clock's own thread: says nothing
        main.cancel("the test can't go on");
        Standstill again = world.conduct();
        if (again != null) {
            failure.addSuppressed(
                    new AssertionError("nor did the tasks end when they were cancelled: " + again.what()));
        } else if (main.outcome() instanceof Outcome.Failure<?>(Throwable own)) {
            failure.addSuppressed(own);
        }
        throw failure;
    }

    /** The time since the start of the test. */
    public Duration elapsed() {
        return Duration.ofNanos(world.nanoTime());
    }

    /** The time of day, as {@link Async#clock} gives it. */
    public Instant now() {
        return world.instant();
    }

    /** What the order of the tasks is drawn from. */
    public long seed() {
        return seed;
    }

    /**
     * Moves the clock forward and runs what becomes due strictly before the new time; what is due right then runs when the caller
     * waits next. Kotlin's {@code advanceTimeBy}.
     *
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException outside the tasks of the test
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        world.advance(duration.toNanos());
        throwIfCancelled();
    }

    /**
     * Lets the others run, the clock moving as they need it, until all of them wait for something that no clock brings.
     *
     * @throws IllegalStateException outside the tasks of the test
     */
    public void runUntilIdle() {
        world.runUntilIdle();
        throwIfCancelled();
    }

    /**
     * Lets the others run until all of them wait; the clock does not move. trio's {@code wait_all_tasks_blocked}.
     *
     * @throws IllegalStateException outside the tasks of the test
     */
    public void idle() {
        world.idle();
        throwIfCancelled();
    }

    /** Runs code that blocks in ways Rapier does not know: the other tasks run on meanwhile, and the clock waits for its end. */
    public <T extends @Nullable Object> T outside(Coroutine<? extends T> operation) {
        Coroutine<T> wrapped = () -> world.outside(operation);
        return wrapped.await();
    }

    /** What Rapier has warned of so far, such as coroutines that nobody awaited; these do not fail the test any more. */
    public List<String> takeWarnings() {
        return world.takeWarnings();
    }

    private static void throwIfCancelled() {
        if (Thread.currentThread().isInterrupted()) {
            Async.checkpoint();
        }
    }
}
