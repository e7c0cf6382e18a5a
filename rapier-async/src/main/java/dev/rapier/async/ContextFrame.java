package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** One value of a context variable and those given before it; immutable, so a child task takes over the pointer. */
record ContextFrame(
        ContextVar<?> variable,
        @Nullable Object value,
        @Nullable ContextBinding binding,
        @Nullable ContextFrame outer) {
    static @Nullable ContextFrame find(@Nullable ContextFrame from, ContextVar<?> variable) {
        for (ContextFrame frame = from; frame != null; frame = frame.outer) {
            if (frame.variable == variable) {
                return frame;
            }
        }
        return null;
    }

    /** The same chain without a binding's frame; those made after it are made anew. */
    static @Nullable ContextFrame without(@Nullable ContextFrame chain, ContextBinding binding) {
        if (chain == null || chain.binding == binding) {
            return chain == null ? null : chain.outer;
        }
        ContextFrame outer = without(chain.outer, binding);
        return outer == chain.outer ? chain : new ContextFrame(chain.variable, chain.value, chain.binding, outer);
    }
}
