package dev.rapier.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads SQLite's columns by the type that their table declares. A column may hold anything there; what does not look like the
 * type is given as it is.
 */
final class SqliteColumns {
    private SqliteColumns() {}

    /** The reader for a declared type; {@code scale} is how many decimals it declares, 0 for none. */
    static ColumnReader reader(String declared, int scale) {
        var type = declared.toUpperCase(Locale.ROOT).replaceAll("\\s*\\(.*?\\)", "");
        return switch (type) {
            case "BOOLEAN", "BOOL" -> reading(SqliteColumns::yes);
            case "DATE" -> reading(SqliteColumns::date);
            case "TIME" -> reading(value -> value instanceof String text ? LocalTime.parse(text) : value);
            case "DATETIME", "TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE" -> reading(SqliteColumns::time);
            case "UUID" -> reading(value -> value instanceof String text ? UUID.fromString(text) : value);
            case "DECIMAL", "NUMERIC" -> reading(value -> decimal(value, scale));
            default -> ResultSet::getObject;
        };
    }

    /** What a value becomes, for values that are not null. */
    @FunctionalInterface
    private interface Reading {
        Object of(Object value);
    }

    private static ColumnReader reading(Reading reading) {
        return (rows, column) -> read(rows, column, reading);
    }

    private static @Nullable Object read(ResultSet rows, int column, Reading reading) throws SQLException {
        var value = rows.getObject(column);
        try {
            return value == null ? null : reading.of(value);
        } catch (DateTimeParseException | IllegalArgumentException somethingElse) {
            return value;
        }
    }

    private static Object yes(Object value) {
        return value instanceof Integer number && (number == 0 || number == 1) ? (Object) (number == 1) : value;
    }

    private static Object date(Object value) {
        return switch (value) {
            case String text -> LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            case Long millis ->
                Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate();
            default -> value;
        };
    }

    /** A moment where there is an offset; milliseconds since 1970 are one, too, which is how JDBC's driver writes a Timestamp. */
    private static Object time(Object value) {
        return switch (value) {
            case String text -> Conversion.time(text);
            case Long millis -> Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
            default -> value;
        };
    }

    /** SQLite keeps 12.50 as 12.5; the zeros that the type declares come back. */
    private static Object decimal(Object value, int scale) {
        var number = switch (value) {
            case Integer whole -> new BigDecimal(whole);
            case Long whole -> new BigDecimal(whole);
            case Double real -> BigDecimal.valueOf(real);
            case String text -> new BigDecimal(text);
            default -> null;
        };
        if (number == null) {
            return value;
        }
        return number.scale() < scale ? number.setScale(scale) : number;
    }
}
