package dev.rapier.web.binding;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * A type with constraints; of several that a value breaks the first one is reported.
 *
 * @param checks in pydantic's order
 */
record ConstrainedShape(Shape inner, List<Check> checks) implements Shape {
    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        int before = problems.count();
        Object value = inner.convert(input, problems);
        return value == null || problems.count() > before ? value : checked(value, input, problems);
    }

    @Override
    public @Nullable Object read(JsonParser json) {
        Object value = inner.read(json);
        return value == null ? null : checked(value, null, Problems.REFUSING);
    }

    private Object checked(Object value, @Nullable Object input, Problems problems) {
        for (Check check : checks) {
            if (!check.holds(value, input, problems)) {
                return value;
            }
        }
        return value;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        Map<String, @Nullable Object> schema = inner.schema(names);
        checks.forEach(check -> check.describe(schema));
        return schema;
    }

    @Override
    public boolean isScalar() {
        return inner.isScalar();
    }
}
