package dev.rapier.web.binding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strings, and nothing else: a number is no string. */
enum StringShape implements Shape {
    STRING;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        if (input instanceof String text) {
            return text;
        }
        problems.add("string_type", "Input should be a valid string", input);
        return null;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.type("string");
    }
}
