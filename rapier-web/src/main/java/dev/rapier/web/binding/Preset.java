package dev.rapier.web.binding;

import org.jspecify.annotations.Nullable;

/**
 * What stands for a value that is missing.
 *
 * @param value converted once, when the application starts; shared by all requests
 * @param shown as OpenAPI's {@code default}: a plain value; null where the document does not name it
 */
record Preset(@Nullable Object value, @Nullable Object shown) {}
