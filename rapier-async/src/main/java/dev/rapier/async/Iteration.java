package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * A generator that the caller pulls. One pass, one consumer.
 *
 * <pre>{@code
 * try (var lines = generator.open()) {
 *     for (var line : lines) {
 *         if (line.isEmpty()) break;              // the generator ends at the closing brace
 *     }
 * }
 * }</pre>
 */
public interface Iteration<T extends @Nullable Object> extends Iterable<T>, AutoCloseable {
    /** Ends the generator: its {@code finally} blocks run before this returns. What they throw is thrown here. Idempotent. */
    @Override
    void close();
}
