package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A function of three arguments that may throw anything. */
@FunctionalInterface
public interface Fn3<
        A extends @Nullable Object,
        B extends @Nullable Object,
        C extends @Nullable Object,
        R extends @Nullable Object> {
    /** Computes the result. */
    R apply(A a, B b, C c) throws Exception;
}
