package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** One binding of a context variable and those made before it; immutable, so a child task takes over the pointer. */
record ContextFrame(
        ContextVar<?> variable,
        @Nullable Object value,
        @Nullable ContextFrame outer) {
    static @Nullable ContextFrame find(@Nullable ContextFrame from, ContextVar<?> variable) {
        for (ContextFrame frame = from; frame != null; frame = frame.outer) {
            if (frame.variable == variable) {
                return frame;
            }
        }
        return null;
    }
}
