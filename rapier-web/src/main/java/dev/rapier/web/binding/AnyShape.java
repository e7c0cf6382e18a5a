package dev.rapier.web.binding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link Object}: the plain value as it came. */
enum AnyShape implements Shape {
    ANY;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        return input;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return new LinkedHashMap<>();
    }
}
