package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A function of four arguments that may throw anything. */
@FunctionalInterface
public interface Fn4<
        A extends @Nullable Object,
        B extends @Nullable Object,
        C extends @Nullable Object,
        D extends @Nullable Object,
        R extends @Nullable Object> {
    /** Computes the result. */
    R apply(A a, B b, C c, D d) throws Exception;
}
