package dev.rapier.web.binding;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A value that may be null.
 *
 * @param optional whether the Java type is {@link Optional}, rather than annotated as nullable
 */
record NullableShape(Shape inner, boolean optional) implements Shape {
    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        return input == null ? none() : some(inner.convert(input, problems));
    }

    @Override
    public @Nullable Object read(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL ? none() : some(inner.read(json));
    }

    /** What stands for null. */
    @Nullable
    Object none() {
        return optional ? Optional.empty() : null;
    }

    private @Nullable Object some(@Nullable Object value) {
        return optional ? Optional.ofNullable(value) : value;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.anyOf(inner.schema(names), Schemas.type("null"));
    }

    @Override
    public boolean isScalar() {
        return inner.isScalar();
    }
}
