package dev.rapier.async;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is acquired, used and released: Python's async context manager. Nothing happens before {@link #use}. Where
 * the code that uses it is in your hands, try-with-resources is the simpler way; a resource is for handing to a framework.
 *
 * <pre>{@code
 * Resource<Connection> connection = Resource.from(out -> {
 *     var c = open();
 *     try {
 *         out.yield(c);                          // the body of use() runs here and may throw here
 *     } finally {
 *         c.close();
 *     }
 * });
 * connection.use(c -> c.query("SELECT 1"));
 * }</pre>
 *
 * @param <T> what is acquired
 */
@FunctionalInterface
public interface Resource<T extends @Nullable Object> {
    /** How long a release goes on after its task was cancelled. */
    Duration GRACE = Duration.ofSeconds(5);

    /** Acquires, runs the body, releases, in this order, whatever happens in between. */
    <R extends @Nullable Object> R use(Fn<? super T, ? extends R> body);

    /**
     * A resource from two functions. The release runs shielded from cancels, for at most {@link #GRACE} after one.
     */
    static <T extends @Nullable Object> Resource<T> of(Coroutine<? extends T> acquire, Release<? super T> release) {
        return new AcquiredResource<>(
                Objects.requireNonNull(acquire, "acquire"), Objects.requireNonNull(release, "release"));
    }

    /** A resource that is closed at its end. */
    static <T extends AutoCloseable> Resource<T> closing(Coroutine<? extends T> acquire) {
        return of(acquire, AutoCloseable::close);
    }

    /** A resource from a body that yields exactly once: {@code @asynccontextmanager}. It sees what the user of it throws. */
    static <T extends @Nullable Object> Resource<T> from(Gen<T> yieldOnce) {
        return new YieldedResource<>(Objects.requireNonNull(yieldOnce, "yieldOnce"));
    }

    /** What releases a resource. */
    @FunctionalInterface
    interface Release<T extends @Nullable Object> {
        /** Releases it. */
        void release(T resource) throws Exception;
    }
}
