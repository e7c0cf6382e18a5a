package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * How work that was started by {@link TaskGroup#startAndAwaitReady} says that it is ready. trio's {@code task_status}.
 *
 * @param <T> the type of what it reports
 */
public interface TaskStatus<T extends @Nullable Object> {
    /**
     * Says that the work is ready; the starter goes on with this value.
     *
     * @throws IllegalStateException if it was said before
     */
    void started(T value);
}
