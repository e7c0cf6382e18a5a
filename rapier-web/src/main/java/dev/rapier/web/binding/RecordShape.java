package dev.rapier.web.binding;

import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A record, made of a JSON object by its canonical constructor: a pydantic model. Unknown keys are ignored, of equal keys
 * the last counts. An {@link IllegalArgumentException} of the constructor is a {@code value_error} of the whole object.
 */
final class RecordShape implements Shape {
    /**
     * A component.
     *
     * @param name its key in JSON
     * @param shape how its value is read
     * @param preset what stands for a missing key; null where it is required
     * @param documentation for OpenAPI
     */
    record Field(String name, Shape shape, @Nullable Preset preset, Documentation documentation) {
        Map<String, @Nullable Object> schema(SchemaNames names) {
            Map<String, @Nullable Object> schema = shape.schema(names);
            documentation.describe(schema, name, preset);
            if (documentation.title().isEmpty() && isNullableReference(schema)) {
                schema.remove("title"); // as pydantic
            }
            return schema;
        }

        private static boolean isNullableReference(Map<String, @Nullable Object> schema) {
            return schema.get("anyOf") instanceof List<?> any
                    && any.getFirst() instanceof Map<?, ?> first
                    && first.containsKey("$ref");
        }
    }

    private final String name;
    private final String qualifiedName;
    private final MethodHandle constructor;

    // Set once, by complete, before the shape is used: a record may have components of its own type.
    private List<Field> fields = List.of();
    private Map<String, Integer> places = Map.of();
    private Validation validation = Validation.NONE;

    /**
     * A shape whose fields are not yet known.
     *
     * @param name for OpenAPI
     * @param qualifiedName for OpenAPI where two types have the same name
     * @param constructor takes an array of the components: {@code (Object[])Object}
     */
    RecordShape(String name, String qualifiedName, MethodHandle constructor) {
        this.name = name;
        this.qualifiedName = qualifiedName;
        this.constructor = constructor;
    }

    void complete(List<Field> found, Validation of) {
        var index = new HashMap<String, Integer>();
        for (int i = 0; i < found.size(); i++) {
            index.put(found.get(i).name(), i);
        }
        fields = List.copyOf(found);
        places = Map.copyOf(index);
        validation = of;
    }

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        if (!(input instanceof Map<?, ?> map)) {
            problems.add(
                    "model_attributes_type",
                    "Input should be a valid dictionary or object to extract fields from",
                    input);
            return null;
        }
        int before = problems.count();
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = field(fields.get(i), map, problems);
        }
        return problems.count() > before ? null : construct(values, input, problems);
    }

    private static @Nullable Object field(Field field, Map<?, ?> map, Problems problems) {
        Object input = map.get(field.name());
        if (input == null && !map.containsKey(field.name())) {
            if (field.preset() != null) {
                return field.preset().value();
            }
            problems.enter(field.name());
            problems.add("missing", "Field required", map);
            problems.leave();
            return null;
        }
        problems.enter(field.name());
        Object value = field.shape().convert(input, problems);
        problems.leave();
        return value;
    }

    @Override
    public @Nullable Object read(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Unfit();
        }
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        boolean[] seen = new boolean[values.length];
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            json.nextToken();
            Integer place = places.get(key);
            if (place == null) {
                json.skipChildren();
            } else {
                values[place] = fields.get(place).shape().read(json);
                seen[place] = true;
            }
        }
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                values[i] = preset(fields.get(i));
            }
        }
        return construct(values, null, Problems.REFUSING);
    }

    private static @Nullable Object preset(Field field) {
        if (field.preset() == null) {
            throw new Unfit();
        }
        return field.preset().value();
    }

    private @Nullable Object construct(@Nullable Object[] values, @Nullable Object input, Problems problems) {
        Object made;
        try {
            made = (Object) constructor.invokeExact(values);
        } catch (IllegalArgumentException refused) {
            String message = refused.getMessage();
            problems.addValueError(message == null ? "not accepted by " + name : message, input);
            return null;
        } catch (Throwable thrown) {
            throw Sneaky.unchecked(thrown);
        }
        validation.check(made, input, problems);
        return made;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return names.reference(this, name, qualifiedName, () -> objectSchema(name, fields, names));
    }

    static Map<String, @Nullable Object> objectSchema(String name, List<Field> fields, SchemaNames names) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        for (Field field : fields) {
            properties.put(field.name(), field.schema(names));
        }
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("properties", properties);
        schema.put("type", "object");
        List<String> required = fields.stream()
                .filter(field -> field.preset() == null)
                .map(Field::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("title", name);
        return schema;
    }

    @Override
    public boolean isScalar() {
        return false;
    }
}
