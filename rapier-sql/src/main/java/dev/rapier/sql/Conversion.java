package dev.rapier.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a column's value may become when a type is asked for; nothing is lost on the way, or it is an error. */
final class Conversion {
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            int.class, Integer.class,
            long.class, Long.class,
            double.class, Double.class,
            float.class, Float.class,
            short.class, Short.class,
            byte.class, Byte.class,
            boolean.class, Boolean.class,
            char.class, Character.class);

    private Conversion() {}

    /** Whether a value of this type fills a whole column, so that a row of one column can become it. */
    static boolean isScalar(Class<?> type) {
        return !type.isRecord() || type == Json.class;
    }

    /** The value as {@code type}; {@code what} says in an error where it came from. */
    @SuppressWarnings("unchecked") // checked by isInstance, of the box for a primitive type
    static <T> @Nullable T convert(@Nullable Object value, Class<T> type, String what) {
        if (value == null) {
            if (type.isPrimitive()) {
                throw new BadRow(what + " is null, which a " + type + " can't be");
            }
            return null;
        }
        var boxed = BOXES.getOrDefault(type, type);
        if (boxed.isInstance(value)) {
            return (T) value;
        }
        try {
            var converted = converted(value, boxed);
            if (converted != null) {
                return (T) converted;
            }
        } catch (ArithmeticException | IllegalArgumentException doesNotFit) {
            throw new BadRow(what + " is " + value + ", which is not a " + type.getSimpleName());
        }
        throw new BadRow(what + " is a " + value.getClass().getSimpleName() + ", which does not become a "
                + type.getSimpleName());
    }

    private static @Nullable Object converted(Object value, Class<?> type) {
        return switch (value) {
            case Number number -> number(number, type);
            case OffsetDateTime time -> time(time, type);
            case String text -> text(text, type);
            case UUID uuid -> type == String.class ? uuid.toString() : null;
            default -> null;
        };
    }

    private static @Nullable Object number(Number number, Class<?> type) {
        if (type == Double.class) {
            return number.doubleValue();
        }
        if (type == Float.class && number instanceof Double) {
            return number.floatValue();
        }
        var exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
        return switch (type.getSimpleName()) {
            case "Integer" -> exact.intValueExact();
            case "Long" -> exact.longValueExact();
            case "Short" -> exact.shortValueExact();
            case "Byte" -> exact.byteValueExact();
            case "BigDecimal" -> exact;
            case "BigInteger" -> type == BigInteger.class ? exact.toBigIntegerExact() : null;
            default -> null;
        };
    }

    private static @Nullable Object time(OffsetDateTime time, Class<?> type) {
        if (type == Instant.class) {
            return time.toInstant();
        }
        return type == ZonedDateTime.class ? time.toZonedDateTime() : null;
    }

    private static @Nullable Object text(String text, Class<?> type) {
        if (type.isEnum()) {
            for (var constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(text);
        }
        if (type == Character.class && text.length() == 1) {
            return text.charAt(0);
        }
        return type == Json.class ? Json.of(text) : null;
    }
}
