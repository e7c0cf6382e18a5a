package dev.rapier.web.binding;

import dev.rapier.web.json.PythonFloat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link BigDecimal}: numbers and the texts of Python's {@code Decimal}. A JSON number keeps the digits that a double
 * keeps, and all of them where a double has too few.
 */
enum DecimalShape implements Shape {
    DECIMAL;

    /** More digits cost quadratic time. */
    private static final int MAX_LENGTH = 4300;

    /** Larger exponents let a single addition of the result fill the memory. */
    private static final int MAX_SCALE = 6144;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        return switch (input) {
            case Long number -> BigDecimal.valueOf(number);
            case BigInteger number -> new BigDecimal(number);
            case BigDecimal number -> number;
            case Double number -> ofText(PythonFloat.repr(number), input, problems);
            case String text -> ofText(text, input, problems);
            case null, default -> {
                problems.add(
                        "decimal_type", "Decimal input should be an integer, float, string or Decimal object", input);
                yield null;
            }
        };
    }

    private static @Nullable BigDecimal ofText(String text, @Nullable Object input, Problems problems) {
        String s = text.strip().replace("_", "");
        if (s.length() <= MAX_LENGTH && FloatText.isDecimal(s) && hasShortExponent(s)) {
            var number = new BigDecimal(s);
            if (Math.abs((long) number.scale()) <= MAX_SCALE) {
                return number;
            }
        }
        Double word = s.length() > 10 ? null : FloatText.parse(s);
        if (word != null && !Double.isFinite(word) && !FloatText.isDecimal(s)) {
            problems.add("finite_number", "Input should be a finite number", input);
        } else {
            problems.add("decimal_parsing", "Input should be a valid decimal", input);
        }
        return null;
    }

    /** BigDecimal itself throws where the exponent is no int. */
    private static boolean hasShortExponent(String s) {
        int e = Math.max(s.indexOf('e'), s.indexOf('E'));
        return e < 0 || s.length() - e <= 8;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        Map<String, @Nullable Object> string = Schemas.type("string");
        string.put("pattern", "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$");
        if (names.isOutput()) {
            return string;
        }
        return Schemas.anyOf(Schemas.type("number"), string);
    }
}
