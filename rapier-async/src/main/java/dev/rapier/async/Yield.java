package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** Where a generator's body puts its values. Usable by the body's own thread, while it runs. */
@FunctionalInterface
public interface Yield<T extends @Nullable Object> {
    /**
     * Hands a value to the consumer and returns when it wants the next one. When the consumer has had enough, or failed, this
     * call ends the body: its {@code finally} blocks run, the code behind the call does not.
     *
     * @throws Cancellation if the task is cancelled
     * @throws IllegalStateException if called after the end, or from another thread
     */
    void yield(T value);
}
