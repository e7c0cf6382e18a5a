package dev.rapier.async;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Async#waitFor} found.
 *
 * @param done the tasks that have ended, in whichever way, in the order given
 * @param pending those that run on
 */
public record Waited<T extends @Nullable Object>(Set<Task<T>> done, Set<Task<T>> pending) {
    /** Neither is null. */
    public Waited {
        Objects.requireNonNull(done, "done");
        Objects.requireNonNull(pending, "pending");
    }
}
