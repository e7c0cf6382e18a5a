package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * Work that says when it is ready and then goes on: the argument of {@link TaskGroup#startAndAwaitReady}.
 *
 * @param <T> the type of what it reports
 */
@FunctionalInterface
public interface Startable<T extends @Nullable Object> {
    /** The body; it calls {@code status.started(..)} once. */
    void run(TaskStatus<T> status) throws Exception;
}
