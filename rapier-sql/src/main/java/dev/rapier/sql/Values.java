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
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a statement's parameters, on their way to the server.
 *
 * <p>Texts and lists go without a type, so that the server takes the one that the place wants: a String may fill a
 * {@code uuid}, an enum, a {@code jsonb} or a {@code date} column. An {@link Instant} goes as {@code timestamptz}.
 */
final class Values {
    private Values() {}

    /** Checks that there is a value for every parameter and a parameter for every value. */
    static void check(ParsedSql sql, Map<String, ?> values) {
        if (values.keySet().equals(sql.names())) {
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

    static void bind(PreparedStatement statement, ParsedSql sql, Map<String, ?> values) throws SQLException {
        var parameters = sql.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            var name = parameters.get(i).name();
            set(statement, i + 1, values.get(name), name);
        }
    }

    private static void set(PreparedStatement statement, int index, @Nullable Object value, String name)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> untyped(statement, index, text);
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
            case UUID uuid -> statement.setObject(index, uuid);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case ZonedDateTime time -> statement.setObject(index, time.toOffsetDateTime());
            case OffsetDateTime time -> statement.setObject(index, time);
            case LocalDateTime time -> statement.setObject(index, time);
            case LocalDate date -> statement.setObject(index, date);
            case LocalTime time -> statement.setObject(index, time);
            case OffsetTime time -> statement.setObject(index, time);
            case Optional<?> optional -> set(statement, index, optional.orElse(null), name);
            case Object[] array -> untyped(statement, index, array(Arrays.asList(array), name));
            case int[] array ->
                untyped(statement, index, array(IntStream.of(array).boxed().toList(), name));
            case long[] array ->
                untyped(statement, index, array(LongStream.of(array).boxed().toList(), name));
            case double[] array ->
                untyped(statement, index, array(DoubleStream.of(array).boxed().toList(), name));
            case Collection<?> list -> untyped(statement, index, array(list, name));
            default -> untyped(statement, index, text(value, name));
        }
    }

    private static void untyped(PreparedStatement statement, int index, String text) throws SQLException {
        statement.setObject(index, text, Types.OTHER);
    }

    /** The text of a value that has no JDBC type of its own. */
    private static String text(Object value, String name) {
        return switch (value) {
            case Enum<?> constant -> constant.name();
            case Character character -> character.toString();
            case Json json -> json.text();
            case Duration duration -> duration.toString(); // ISO 8601, which interval understands
            case Period period -> period.toString();
            default ->
                throw new BadParameters(
                        "The value of :" + name + " is a "
                                + value.getClass().getName() + ", which no column can hold."
                                + " Texts, numbers, booleans, java.time, UUID, byte[], enums, lists and Json.of(..) can be bound.");
        };
    }

    /** PostgreSQL's literal of an array (documentation, 8.15.2). */
    private static String array(Collection<?> elements, String name) {
        var literal = new StringBuilder("{");
        for (var element : elements) {
            literal.append(literal.length() > 1 ? "," : "");
            switch (element) {
                case null -> literal.append("NULL");
                case Collection<?> inner -> literal.append(array(inner, name));
                case byte[] bytes ->
                    literal.append("\"\\\\x")
                            .append(HexFormat.of().formatHex(bytes))
                            .append('"');
                case Object other ->
                    literal.append('"')
                            .append(elementText(other, name)
                                    .replace("\\", "\\\\")
                                    .replace("\"", "\\\""))
                            .append('"');
            }
        }
        return literal.append('}').toString();
    }

    private static String elementText(Object element, String name) {
        return switch (element) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean yes -> yes.toString();
            case UUID uuid -> uuid.toString();
            case ZonedDateTime time -> time.toOffsetDateTime().toString();
            case Temporal time -> time.toString();
            default -> text(element, name);
        };
    }

    private static String colons(Collection<String> names) {
        return ":" + String.join(", :", names);
    }
}
