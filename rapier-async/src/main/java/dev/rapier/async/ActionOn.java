package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A piece of work on a value, without a result; it may throw anything. */
@FunctionalInterface
public interface ActionOn<T extends @Nullable Object> {
    /** Does the work. */
    void run(T value) throws Exception;

    /** The same work as a function whose result is null. */
    default Fn<T, Void> function() {
        return value -> {
            run(value);
            return Failures.nothing();
        };
    }
}
