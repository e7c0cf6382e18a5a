package dev.rapier.web.binding;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema of a named value: that of its type with title, description and default. */
final class FieldSchema {
    private FieldSchema() {}

    static Map<String, @Nullable Object> of(
            Shape shape, String name, @Nullable Preset preset, String description, SchemaNames names) {
        Map<String, @Nullable Object> schema = shape.schema(names);
        boolean reference = schema.containsKey("$ref");
        if (!reference && !isNullableReference(schema)) {
            schema.put("title", Titles.of(name));
        }
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        if (preset != null && preset.shown() != null) {
            schema.put("default", preset.shown());
        }
        return schema;
    }

    /** pydantic gives no title to {@code Item | None}. */
    private static boolean isNullableReference(Map<String, @Nullable Object> schema) {
        return schema.get("anyOf") instanceof List<?> any
                && any.getFirst() instanceof Map<?, ?> first
                && first.containsKey("$ref");
    }
}
