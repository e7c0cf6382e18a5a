package dev.rapier.web.binding;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Booleans: also 0 and 1, and true/false, t/f, yes/no, y/n, on/off, 1/0 in any case. */
enum BooleanShape implements Shape {
    BOOLEAN;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        Boolean value = switch (input) {
            case Boolean bool -> bool;
            case Long number -> ofLong(number);
            case String text -> ofText(text);
            case Double number when isWholeLong(number) -> ofLong(number.longValue());
            case null, default -> {
                problems.add("bool_type", "Input should be a valid boolean", input);
                yield Boolean.FALSE;
            }
        };
        if (value == null) {
            problems.add("bool_parsing", "Input should be a valid boolean, unable to interpret input", input);
        }
        return value;
    }

    private static boolean isWholeLong(double number) {
        return number % 1 == 0 && Math.abs(number) < 0x1p63;
    }

    private static @Nullable Boolean ofLong(long number) {
        return number == 0 ? Boolean.FALSE : number == 1 ? Boolean.TRUE : null;
    }

    private static @Nullable Boolean ofText(String text) {
        if (text.length() > 5) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "t", "y", "on", "yes", "true" -> true;
            case "0", "f", "n", "no", "off", "false" -> false;
            default -> null;
        };
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.type("boolean");
    }
}
