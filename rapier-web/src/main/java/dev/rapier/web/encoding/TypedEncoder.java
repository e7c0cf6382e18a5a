package dev.rapier.web.encoding;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;

/** Writes values of one declared type as JSON. */
public final class TypedEncoder {
    private final ObjectWriter writer;

    TypedEncoder(ObjectWriter writer) {
        this.writer = writer;
    }

    /**
     * The value as UTF-8.
     *
     * @throws tools.jackson.core.JacksonException if it can't be written; the message names the property
     */
    public byte[] encode(@Nullable Object value) {
        return writer.writeValueAsBytes(value);
    }
}
