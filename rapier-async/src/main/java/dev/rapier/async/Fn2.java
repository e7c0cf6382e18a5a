package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A function of two arguments that may throw anything. */
@FunctionalInterface
public interface Fn2<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> {
    /** Computes the result. */
    R apply(A a, B b) throws Exception;
}
