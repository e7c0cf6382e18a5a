package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A function of six arguments that may throw anything. */
@FunctionalInterface
public interface Fn6<
        A extends @Nullable Object,
        B extends @Nullable Object,
        C extends @Nullable Object,
        D extends @Nullable Object,
        E extends @Nullable Object,
        F extends @Nullable Object,
        R extends @Nullable Object> {
    /** Computes the result. */
    R apply(A a, B b, C c, D d, E e, F f) throws Exception;
}
