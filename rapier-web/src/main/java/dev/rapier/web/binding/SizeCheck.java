package dev.rapier.web.binding;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list, set, array or map has at least or at most so many items.
 *
 * @param fieldType pydantic's word for it: {@code List}, {@code Set}, {@code Dictionary}
 */
record SizeCheck(boolean atLeast, int limit, String fieldType) implements Check {
    @Override
    public boolean holds(Object value, @Nullable Object input, Problems problems) {
        int size = size(value);
        if (atLeast ? size >= limit : size <= limit) {
            return true;
        }
        var ctx = new LinkedHashMap<String, @Nullable Object>();
        ctx.put("field_type", fieldType);
        ctx.put(atLeast ? "min_length" : "max_length", limit);
        ctx.put("actual_length", size);
        problems.add(
                atLeast ? "too_short" : "too_long",
                fieldType + " should have at " + (atLeast ? "least " : "most ") + limit
                        + (limit == 1 ? " item" : " items") + " after validation, not " + size,
                input,
                ctx);
        return false;
    }

    private static int size(Object value) {
        return switch (value) {
            case Collection<?> items -> items.size();
            case Map<?, ?> map -> map.size();
            default -> Array.getLength(value);
        };
    }

    @Override
    public void describe(Map<String, @Nullable Object> schema) {
        String what = fieldType.equals("Dictionary") ? "Properties" : "Items";
        schema.put((atLeast ? "min" : "max") + what, limit);
    }

    @Override
    public int order() {
        return atLeast ? 0 : 1;
    }
}
