package dev.rapier.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
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

    /** The class of the values of a type: a primitive type's box, else the type itself. */
    static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? BOXES.getOrDefault(type, type) : type;
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
        var boxed = boxed(type);
        if (boxed.isInstance(value)) {
            return (T) value;
        }
        try {
            var converted = converted(value, boxed);
            if (boxed.isInstance(converted)) {
                return (T) converted;
            }
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException doesNotFit) {
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
        if (type == Boolean.class && (exact.signum() == 0 || exact.compareTo(BigDecimal.ONE) == 0)) {
            return exact.signum() != 0; // databases without booleans write them as numbers
        }
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
        return switch (type.getSimpleName()) { // what a database without such types keeps as a text
            case "UUID" -> UUID.fromString(text);
            case "BigDecimal" -> new BigDecimal(text);
            case "Duration" -> Duration.parse(text);
            case "Period" -> Period.parse(text);
            case "LocalDate" -> LocalDate.parse(text);
            case "LocalTime" -> LocalTime.parse(text);
            case "LocalDateTime", "OffsetDateTime", "Instant", "ZonedDateTime" -> timeOf(text, type);
            default -> type == Json.class ? Json.of(text) : null;
        };
    }

    private static @Nullable Object timeOf(String text, Class<?> type) {
        var time = time(text);
        if (type.isInstance(time)) {
            return time;
        }
        return time instanceof OffsetDateTime moment ? time(moment, type) : null;
    }

    /** A moment in UTC from a text with an offset, a LocalDateTime from one without; a blank may stand for the T. */
    static Temporal time(String text) {
        var iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime moment
                ? moment.withOffsetSameInstant(ZoneOffset.UTC)
                : LocalDateTime.from(parsed);
    }
}
