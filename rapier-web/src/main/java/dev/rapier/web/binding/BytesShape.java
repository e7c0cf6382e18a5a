package dev.rapier.web.binding;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code byte[]}: the UTF-8 bytes of a string, as pydantic's bytes. Not base64. */
enum BytesShape implements Shape {
    BYTES;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        if (input instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        problems.add("bytes_type", "Input should be a valid bytes", input);
        return null;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.string("binary");
    }
}
