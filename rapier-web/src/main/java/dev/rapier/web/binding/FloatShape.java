package dev.rapier.web.binding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Floating numbers; NaN and the infinities are accepted as pydantic does by default. */
enum FloatShape implements Shape {
    FLOAT,
    DOUBLE;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        Double number = switch (input) {
            case Double value -> value;
            case Number value -> Double.valueOf(value.doubleValue());
            case Boolean bool -> bool ? 1.0 : 0.0;
            case String text -> ofText(text, problems);
            case null, default -> {
                problems.add("float_type", "Input should be a valid number", input);
                yield null;
            }
        };
        if (number == null) {
            return null;
        }
        return this == FLOAT ? (Object) number.floatValue() : number;
    }

    private static @Nullable Double ofText(String text, Problems problems) {
        Double number = FloatText.parse(text);
        if (number == null) {
            problems.add("float_parsing", "Input should be a valid number, unable to parse string as a number", text);
        }
        return number;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.type("number");
    }
}
