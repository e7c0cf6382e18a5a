package dev.rapier.web.binding;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Lists, sets and arrays: made of JSON arrays or of the values of a parameter that occurs more than once. */
record ListShape(Kind kind, Shape item, Class<?> component) implements Shape {
    /** The Java type that holds the items. */
    enum Kind {
        LIST("list"),
        SET("set"),
        ARRAY("list");

        private final String pythonName;

        Kind(String pythonName) {
            this.pythonName = pythonName;
        }
    }

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        if (!(input instanceof List<?> inputs)) {
            problems.add(kind.pythonName + "_type", "Input should be a valid " + kind.pythonName, input);
            return null;
        }
        int before = problems.count();
        Collection<@Nullable Object> items = collection(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            problems.enter(i);
            items.add(item.convert(inputs.get(i), problems));
            problems.leave();
        }
        return problems.count() > before ? null : finish(items);
    }

    @Override
    public Object read(JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new Unfit();
        }
        Collection<@Nullable Object> items = collection(8);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(item.read(json));
        }
        return finish(items);
    }

    private Collection<@Nullable Object> collection(int expected) {
        return kind == Kind.SET ? new LinkedHashSet<>() : new ArrayList<>(expected);
    }

    private Object finish(Collection<@Nullable Object> items) {
        if (kind != Kind.ARRAY) {
            return items;
        }
        Object array = Array.newInstance(component, items.size());
        int i = 0;
        for (Object value : items) {
            Array.set(array, i++, value);
        }
        return array;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        var schema = Schemas.type("array");
        schema.put("items", item.schema(names));
        if (kind == Kind.SET) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }

    @Override
    public boolean isScalar() {
        return false;
    }
}
