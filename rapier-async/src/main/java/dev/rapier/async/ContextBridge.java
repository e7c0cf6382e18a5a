package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * Carries a context that lives in thread-locals, such as the MDC of a logger or a trace, from a task to those that it starts. Found
 * by {@link java.util.ServiceLoader}, once; without one this costs nothing. {@code rapier-slf4j} and {@code rapier-opentelemetry}
 * are such bridges.
 *
 * <p>A new task starts with what its starter had at that moment; what it changes stays with it.
 */
public interface ContextBridge {
    /** What the calling thread has now; null for nothing. Called where a task is started. */
    @Nullable
    Object capture();

    /**
     * Gives it to the calling thread, where the task begins; returns what {@link #restore} needs.
     *
     * @param captured what {@link #capture} returned
     */
    @Nullable
    Object install(@Nullable Object captured);

    /** Makes the calling thread as it was before {@link #install}, where the task ends. */
    void restore(@Nullable Object before);
}
