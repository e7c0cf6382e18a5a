package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** The body of a generator: it yields as many values as it likes, blocks where it must, and ends by returning. */
@FunctionalInterface
public interface Gen<T extends @Nullable Object> {
    /** Produces the values. */
    void run(Yield<T> out) throws Exception;
}
