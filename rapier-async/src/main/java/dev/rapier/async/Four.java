package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * Four results of one {@code gather}, in the order of its arguments.
 *
 * @param first the result of the first coroutine
 * @param second the result of the second coroutine
 * @param third the result of the third coroutine
 * @param fourth the result of the fourth coroutine
 */
public record Four<
        A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object>(
        A first, B second, C third, D fourth) {}
