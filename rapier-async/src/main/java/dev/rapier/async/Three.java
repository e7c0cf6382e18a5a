package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * Three results of one {@code gather}, in the order of its arguments.
 *
 * @param first the result of the first coroutine
 * @param second the result of the second coroutine
 * @param third the result of the third coroutine
 */
public record Three<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>(
        A first, B second, C third) {}
