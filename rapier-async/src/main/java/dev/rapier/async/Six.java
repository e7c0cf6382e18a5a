package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * Six results of one {@code gather}, in the order of its arguments.
 *
 * @param first the result of the first coroutine
 * @param second the result of the second coroutine
 * @param third the result of the third coroutine
 * @param fourth the result of the fourth coroutine
 * @param fifth the result of the fifth coroutine
 * @param sixth the result of the sixth coroutine
 */
public record Six<
        A extends @Nullable Object,
        B extends @Nullable Object,
        C extends @Nullable Object,
        D extends @Nullable Object,
        E extends @Nullable Object,
        F extends @Nullable Object>(
        A first, B second, C third, D fourth, E fifth, F sixth) {}
