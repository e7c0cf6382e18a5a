package dev.rapier.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The values of a statement's parameters, on their way to the server. A moment goes in UTC, whatever type it has. */
final class Values {
    private Values() {}

    /** Checks that there is a value for every parameter and a parameter for every value. */
    static void check(ParsedSql sql, Map<String, ?> values) {
        if (values.size() == sql.names().size() && values.keySet().containsAll(sql.names())) {
            return;
        }
        var missing = new TreeSet<>(sql.names());
        missing.removeAll(values.keySet());
        var unknown = new TreeSet<String>(values.keySet());
        unknown.removeAll(sql.names());
        throw new BadParameters((missing.isEmpty() ? "" : "No value for " + colons(missing) + ". ")
                + (unknown.isEmpty() ? "" : "The statement has no parameter " + colons(unknown) + ". ")
                + "It has " + (sql.names().isEmpty() ? "none" : colons(sql.names())) + ": " + sql.source());
    }

    /** {@link #check} and {@link #bind} at once: a value that is there need not be looked for before. */
    static void checkAndBind(PreparedStatement statement, ParsedSql sql, Map<String, ?> values, Binding binding)
            throws SQLException {
        if (values.size() != sql.names().size() || bind(statement, sql, values, binding)) {
            check(sql, values);
        }
    }

    /** Binds them. Returns whether one of them is null, or missing. */
    static boolean bind(PreparedStatement statement, ParsedSql sql, Map<String, ?> values, Binding binding)
            throws SQLException {
        boolean hasNull = false;
        int index = 1;
        for (var parameter : sql.parameters()) {
            var name = parameter.name();
            var value = values.get(name);
            hasNull |= value == null;
            var elements = sql.elements(parameter, value);
            if (elements == null) {
                set(statement, index++, value, name, binding);
            } else {
                for (var element : elements) {
                    set(statement, index++, element, name, binding);
                }
            }
        }
        return hasNull;
    }

    /** Sets one value; {@code name} is for the message when it is of a type that nobody takes. */
    static void set(PreparedStatement statement, int index, @Nullable Object value, String name, Binding binding)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> binding.text(statement, index, text, name);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case Boolean yes -> statement.setBoolean(index, yes);
            case Double number -> statement.setDouble(index, number);
            case Float number -> statement.setFloat(index, number);
            case Short number -> statement.setShort(index, number);
            case Byte number -> statement.setShort(index, number);
            case BigDecimal number -> statement.setBigDecimal(index, number);
            case BigInteger number -> statement.setBigDecimal(index, new BigDecimal(number));
            case byte[] bytes -> statement.setBytes(index, bytes);
            case UUID uuid -> binding.uuid(statement, index, uuid);
            case Instant instant -> binding.time(statement, index, instant.atOffset(ZoneOffset.UTC));
            case ZonedDateTime time -> binding.time(statement, index, time.toOffsetDateTime());
            case OffsetDateTime time -> binding.time(statement, index, time);
            case LocalDateTime time -> binding.time(statement, index, time);
            case LocalDate date -> binding.time(statement, index, date);
            case LocalTime time -> binding.time(statement, index, time);
            case OffsetTime time -> binding.time(statement, index, time);
            case Duration duration -> binding.length(statement, index, duration, name);
            case Period period -> binding.length(statement, index, period, name);
            case Json json -> binding.json(statement, index, json, name);
            case Enum<?> constant -> binding.text(statement, index, constant.name(), name);
            case Character character -> binding.text(statement, index, character.toString(), name);
            case Optional<?> optional -> set(statement, index, optional.orElse(null), name, binding);
            default -> {
                var list = list(value);
                if (list == null) {
                    throw unknown(value, name);
                }
                binding.list(statement, index, list, name);
            }
        }
    }

    /** The elements of a list or an array; null for anything else, bytes too. */
    static @Nullable Collection<?> list(@Nullable Object value) {
        return switch (value) {
            case Collection<?> list -> list;
            case Object[] array -> Arrays.asList(array);
            case int[] array -> IntStream.of(array).boxed().toList();
            case long[] array -> LongStream.of(array).boxed().toList();
            case double[] array -> DoubleStream.of(array).boxed().toList();
            case null, default -> null;
        };
    }

    /** The error for a value of a type that no database takes. */
    static BadParameters unknown(Object value, String name) {
        return new BadParameters(
                "The value of :" + name + " is a " + value.getClass().getName()
                        + ", which no column can hold."
                        + " Texts, numbers, booleans, java.time, UUID, byte[], enums, lists and Json.of(..) can be bound.");
    }

    private static String colons(Collection<String> names) {
        return ":" + String.join(", :", names);
    }
}
