package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * Two results of one {@code gather}, in the order of its arguments.
 *
 * @param first the result of the first coroutine
 * @param second the result of the second
 */
public record Both<A extends @Nullable Object, B extends @Nullable Object>(A first, B second) {}
