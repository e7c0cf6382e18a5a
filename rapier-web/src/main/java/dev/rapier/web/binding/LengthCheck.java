package dev.rapier.web.binding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A string has at least or at most so many characters (code points). */
record LengthCheck(boolean atLeast, int limit) implements Check {
    @Override
    public boolean holds(Object value, @Nullable Object input, Problems problems) {
        String text = (String) value;
        int length = text.codePointCount(0, text.length());
        if (atLeast ? length >= limit : length <= limit) {
            return true;
        }
        problems.add(
                atLeast ? "string_too_short" : "string_too_long",
                "String should have at " + (atLeast ? "least " : "most ") + limit
                        + (limit == 1 ? " character" : " characters"),
                input,
                Map.of(atLeast ? "min_length" : "max_length", limit));
        return false;
    }

    @Override
    public void describe(Map<String, @Nullable Object> schema) {
        schema.put(atLeast ? "minLength" : "maxLength", limit);
    }

    @Override
    public int order() {
        return atLeast ? 0 : 1;
    }
}
