package dev.rapier.web.binding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the format of a string in the schema; whether it holds is for Hibernate Validator to say. */
record FormatCheck(String format) implements Check {
    @Override
    public boolean holds(Object value, @Nullable Object input, Problems problems) {
        return true;
    }

    @Override
    public void describe(Map<String, @Nullable Object> schema) {
        schema.put("format", format);
    }

    @Override
    public int order() {
        return 0;
    }
}
