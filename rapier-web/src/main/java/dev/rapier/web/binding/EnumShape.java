package dev.rapier.web.binding;

import dev.rapier.web.json.JsonNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum by the values that stand for its constants on the wire: strings or integers. */
final class EnumShape implements Shape {
    private final Class<?> type;
    private final Map<Object, Object> constants;
    private final boolean ofIntegers;
    private final String expected;

    /** @param constants from the value on the wire, a {@link String} or a {@link Long}, to the constant */
    EnumShape(Class<?> type, Map<Object, Object> constants) {
        this.type = type;
        this.constants = new LinkedHashMap<>(constants);
        this.ofIntegers = constants.keySet().stream().allMatch(Long.class::isInstance);
        this.expected = expected(List.copyOf(constants.keySet().stream().toList()));
    }

    /** {@code 'a', 'b' or 'c'}; integers without quotes. */
    private static String expected(List<Object> values) {
        var text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(i == values.size() - 1 ? " or " : ", ");
            }
            Object value = values.get(i);
            text.append(value instanceof String ? "'" + value + "'" : value);
        }
        return text.toString();
    }

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        Object constant = input == null ? null : constants.get(input);
        if (constant == null && ofIntegers) {
            if (input instanceof BigInteger) {
                problems.add(
                        "int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size", input);
                return null;
            }
            Number integer = laxInteger(input);
            constant = integer == null ? null : constants.get(integer);
        }
        if (constant == null) {
            problems.add("enum", "Input should be " + expected, input, Map.of("expected", expected));
        }
        return constant;
    }

    private static @Nullable Number laxInteger(@Nullable Object input) {
        return switch (input) {
            case Boolean bool -> bool ? 1L : 0L;
            case String text -> IntegerText.parse(text);
            case Double number when number % 1 == 0 -> JsonNumbers.narrow(new BigDecimal(number).toBigInteger());
            case null, default -> null;
        };
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return names.reference(type, type.getSimpleName(), Schemas.qualified(type, type.getSimpleName()), () -> {
            var schema = Schemas.type(ofIntegers ? "integer" : "string");
            schema.put("enum", new ArrayList<>(constants.keySet()));
            schema.put("title", type.getSimpleName());
            return schema;
        });
    }
}
