package dev.rapier.async;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A computation that has not begun: any lambda is one, and it may be run more than once. Only the coroutines that {@link
 * Async#async} makes are single use and watched (a second await is an error, a forgotten one is reported).
 *
 * <pre>{@code
 * Coroutine<String> greeting = () -> "Hello";    // nothing runs yet
 * String text = greeting.await();                // runs here, on this thread: a method call
 * }</pre>
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface Coroutine<T extends @Nullable Object> {
    /** The body. Call {@link #await} to run a coroutine; this method is what you implement. */
    T run() throws Exception;

    /**
     * Runs the coroutine here and now, on the calling thread, as Python's {@code await} does. Exceptions pass unwrapped,
     * checked ones too.
     *
     * @throws Cancellation if the calling task is cancelled
     */
    default T await() {
        try {
            return run();
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    /** A coroutine that runs this one and turns its result into another. */
    default <R extends @Nullable Object> Coroutine<R> map(Function<? super T, ? extends R> function) {
        Objects.requireNonNull(function, "function");
        return () -> function.apply(await());
    }

    /** The same coroutine with a name, which the task that runs it takes over. */
    default Coroutine<T> named(String name) {
        return new NamedCoroutine<>(name, this);
    }
}
