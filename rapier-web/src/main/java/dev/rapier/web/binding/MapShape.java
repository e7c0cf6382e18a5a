package dev.rapier.web.binding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Maps: made of JSON objects; the keys are converted, too. */
record MapShape(Shape key, Shape value) implements Shape {
    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        if (!(input instanceof Map<?, ?> inputs)) {
            problems.add("dict_type", "Input should be a valid dictionary", input);
            return null;
        }
        int before = problems.count();
        var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        inputs.forEach((inputKey, inputValue) -> {
            problems.enter(inputKey);
            problems.enter("[key]");
            Object convertedKey = key.convert(inputKey, problems);
            problems.leave();
            map.put(convertedKey, value.convert(inputValue, problems));
            problems.leave();
        });
        return problems.count() > before ? null : map;
    }

    @Override
    public Object read(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Unfit();
        }
        var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            map.put(key.convert(name, Problems.REFUSING), value.read(json));
        }
        return map;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        var schema = Schemas.type("object");
        schema.put("additionalProperties", value == AnyShape.ANY ? true : value.schema(names));
        return schema;
    }

    @Override
    public boolean isScalar() {
        return false;
    }
}
