package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A function of one argument that may throw anything. */
@FunctionalInterface
public interface Fn<A extends @Nullable Object, R extends @Nullable Object> {
    /** Computes the result. */
    R apply(A a) throws Exception;
}
