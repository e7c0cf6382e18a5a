package dev.rapier.orm;

import org.jspecify.annotations.Nullable;

/** An attribute that is known by its name alone, and the value that it must have. */
record NamedValue<E>(String path, @Nullable Object value) implements Criterion<E> {}
