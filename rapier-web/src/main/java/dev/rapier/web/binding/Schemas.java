package dev.rapier.web.binding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small JSON schemas. */
final class Schemas {
    private Schemas() {}

    static Map<String, @Nullable Object> type(String type) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("type", type);
        return schema;
    }

    /** {@code dev__example__shop__Item}, as FastAPI does with the name of the module. */
    static String qualified(Class<?> type, String name) {
        Class<?> owner = type.getEnclosingClass();
        String prefix = owner == null ? type.getPackageName() : owner.getName();
        return (prefix + "." + name).replace(".", "__").replace("$", "__");
    }

    static Map<String, @Nullable Object> string(String format) {
        var schema = type("string");
        schema.put("format", format);
        return schema;
    }

    static Map<String, @Nullable Object> anyOf(Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("anyOf", List.of(one, other));
        return schema;
    }
}
