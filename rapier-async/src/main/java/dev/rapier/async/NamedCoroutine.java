package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A coroutine with a name for its task. */
record NamedCoroutine<T extends @Nullable Object>(String name, Coroutine<T> coroutine) implements Coroutine<T> {
    NamedCoroutine {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(coroutine, "coroutine");
    }

    @Override
    public T run() throws Exception {
        return coroutine.run();
    }

    static @Nullable String nameOf(Object coroutine) {
        return coroutine instanceof NamedCoroutine<?> named ? named.name : null;
    }
}
