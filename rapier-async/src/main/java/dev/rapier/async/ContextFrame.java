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

    /** The same chain without one frame; those made after it are made anew. */
    static @Nullable ContextFrame without(@Nullable ContextFrame chain, ContextFrame frame) {
        if (chain == null || chain == frame) {
            return chain == null ? null : chain.outer;
        }
        ContextFrame outer = without(chain.outer, frame);
        return outer == chain.outer ? chain : new ContextFrame(chain.variable, chain.value, outer);
    }
}
