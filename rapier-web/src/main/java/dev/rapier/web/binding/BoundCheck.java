package dev.rapier.web.binding;

import dev.rapier.web.json.JsonNumbers;
import dev.rapier.web.json.PythonFloat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number is above or below a bound.
 *
 * @param shown the bound as it stands in ctx and schema: a long for integers, a double for floating numbers
 */
record BoundCheck(Kind kind, BigDecimal bound, Number shown) implements Check {
    /** The comparisons in pydantic's order. */
    enum Kind {
        LE(1, "le", "less_than_equal", "less than or equal to", "maximum"),
        LT(2, "lt", "less_than", "less than", "exclusiveMaximum"),
        GE(3, "ge", "greater_than_equal", "greater than or equal to", "minimum"),
        GT(4, "gt", "greater_than", "greater than", "exclusiveMinimum");

        private final int order;
        private final String key;
        private final String type;
        private final String words;
        private final String keyword;

        Kind(int order, String key, String type, String words, String keyword) {
            this.order = order;
            this.key = key;
            this.type = type;
            this.words = words;
            this.keyword = keyword;
        }

        private boolean allows(int comparison) {
            return switch (this) {
                case LE -> comparison <= 0;
                case LT -> comparison < 0;
                case GE -> comparison >= 0;
                case GT -> comparison > 0;
            };
        }
    }

    static BoundCheck of(Kind kind, BigDecimal bound, Shape shape) {
        Number shown = bound;
        if (shape instanceof IntegerShape && isWhole(bound)) {
            shown = JsonNumbers.narrow(bound.toBigInteger());
        } else if (!(shape instanceof DecimalShape)) {
            shown = bound.doubleValue();
        }
        return new BoundCheck(kind, bound, shown);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public boolean holds(Object value, @Nullable Object input, Problems problems) {
        if (isNumber(value) && kind.allows(compare(value))) {
            return true;
        }
        problems.add(
                kind.type,
                "Input should be " + kind.words + " " + PythonFloat.display(shown),
                input,
                Map.of(kind.key, shown));
        return false;
    }

    /** NaN is on neither side of a bound. */
    private static boolean isNumber(Object value) {
        return !(value instanceof Double number && number.isNaN())
                && !(value instanceof Float single && single.isNaN());
    }

    private int compare(Object value) {
        return switch (value) {
            case Long number when shown instanceof Long limit -> number.compareTo(limit);
            case Integer number when shown instanceof Long limit -> Long.compare(number, limit);
            case Double number -> Double.compare(number, bound.doubleValue());
            case Float number -> Double.compare(number, bound.doubleValue());
            case BigDecimal number -> number.compareTo(bound);
            case BigInteger number -> new BigDecimal(number).compareTo(bound);
            default -> BigDecimal.valueOf(((Number) value).longValue()).compareTo(bound);
        };
    }

    @Override
    public void describe(Map<String, @Nullable Object> schema) {
        schema.put(kind.keyword, shown);
    }

    @Override
    public int order() {
        return kind.order;
    }
}
