package dev.rapier.web.binding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Integers. Python's have no bounds; a number that does not fit the Java type is reported as {@code less_than_equal} or
 * {@code greater_than_equal} with the bound of the type.
 */
enum IntegerShape implements Shape {
    BYTE(Byte.MIN_VALUE, Byte.MAX_VALUE),
    SHORT(Short.MIN_VALUE, Short.MAX_VALUE),
    INT(Integer.MIN_VALUE, Integer.MAX_VALUE),
    LONG(Long.MIN_VALUE, Long.MAX_VALUE),
    BIG(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final String PARSING = "Input should be a valid integer, unable to parse string as an integer";
    private static final String SIZE = "Unable to parse input string as an integer, exceeded maximum size";

    private final long min;
    private final long max;

    IntegerShape(long min, long max) {
        this.min = min;
        this.max = max;
    }

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        Number integer = integer(input, problems);
        return integer == null ? null : fit(integer, input, problems);
    }

    /** A {@link Long} or a {@link BigInteger}; null after a problem. */
    static @Nullable Number integer(@Nullable Object input, Problems problems) {
        return switch (input) {
            case Long number -> number;
            case BigInteger number -> number;
            case Boolean bool -> bool ? 1L : 0L;
            case Double number -> ofDouble(number, number, problems);
            case BigDecimal number -> ofDouble(number.doubleValue(), number, problems);
            case String text -> ofText(text, problems);
            case null, default -> {
                problems.add("int_type", "Input should be a valid integer", input);
                yield null;
            }
        };
    }

    private static @Nullable Number ofDouble(Double number, Number input, Problems problems) {
        if (!Double.isFinite(number)) {
            problems.add("finite_number", "Input should be a finite number", input);
            return null;
        }
        if (number % 1 != 0) {
            problems.add(
                    "int_from_float", "Input should be a valid integer, got a number with a fractional part", input);
            return null;
        }
        if (number <= Long.MIN_VALUE || number >= 0x1p63) {
            problems.add("int_parsing_size", SIZE, input);
            return null;
        }
        return number.longValue();
    }

    private static @Nullable Number ofText(String text, Problems problems) {
        Number number = IntegerText.parse(text);
        if (number == null) {
            boolean tooLong = IntegerText.isTooLong(text);
            problems.add(tooLong ? "int_parsing_size" : "int_parsing", tooLong ? SIZE : PARSING, text);
        }
        return number;
    }

    private @Nullable Object fit(Number number, @Nullable Object input, Problems problems) {
        if (this == BIG) {
            return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
        }
        boolean above = number instanceof BigInteger big ? big.signum() > 0 : number.longValue() > max;
        boolean below = number instanceof BigInteger big ? big.signum() < 0 : number.longValue() < min;
        if (above) {
            problems.add("less_than_equal", "Input should be less than or equal to " + max, input, Map.of("le", max));
            return null;
        }
        if (below) {
            problems.add(
                    "greater_than_equal", "Input should be greater than or equal to " + min, input, Map.of("ge", min));
            return null;
        }
        return box(number.longValue());
    }

    private Object box(long value) {
        return switch (this) {
            case BYTE -> (byte) value;
            case SHORT -> (short) value;
            case INT -> (int) value;
            case LONG -> value;
            case BIG -> BigInteger.valueOf(value);
        };
    }

    @Override
    public @Nullable Object read(JsonParser json) {
        if (this == INT
                && json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() == JsonParser.NumberType.INT) {
            return json.getIntValue();
        }
        return convert(Tokens.plainValue(json), Problems.REFUSING);
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.type("integer");
    }
}
