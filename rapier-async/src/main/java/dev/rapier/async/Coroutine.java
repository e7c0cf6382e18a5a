package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A recipe. */
@FunctionalInterface
public interface Coroutine<T extends @Nullable Object> {
    /** Runs it. */
    T run() throws Exception;
}
