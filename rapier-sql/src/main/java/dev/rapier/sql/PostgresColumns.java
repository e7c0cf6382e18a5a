package dev.rapier.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PGobject;

/** Reads the columns of PostgreSQL, by the names of its types. */
final class PostgresColumns {
    private PostgresColumns() {}

    /** The reader for a type of PostgreSQL, by the server's name for it. */
    static ColumnReader reader(String type) {
        return switch (type) {
            case "timestamptz" -> (rows, column) -> rows.getObject(column, OffsetDateTime.class);
            case "timestamp" -> (rows, column) -> rows.getObject(column, LocalDateTime.class);
            case "date" -> (rows, column) -> rows.getObject(column, LocalDate.class);
            case "time" -> (rows, column) -> rows.getObject(column, LocalTime.class);
            case "timetz" -> (rows, column) -> rows.getObject(column, OffsetTime.class);
            case "uuid" -> (rows, column) -> rows.getObject(column, UUID.class);
            case "interval" -> PostgresColumns::interval;
            case "bytea" -> ResultSet::getBytes;
            // each by its own getter: getObject looks the type up again for every value
            case "int2", "int4" -> PlainColumn.INT;
            case "int8" -> PlainColumn.LONG;
            case "float4" -> (rows, column) -> present(rows, rows.getFloat(column));
            case "float8" -> PlainColumn.DOUBLE;
            case "bool" -> (rows, column) -> present(rows, rows.getBoolean(column));
            case "oid", "numeric" -> ResultSet::getObject;
            default -> type.startsWith("_") ? PostgresColumns::list : PlainColumn.TEXT;
        };
    }

    /** The value that was just read; null where it stands for SQL's null. */
    private static @Nullable Object present(ResultSet rows, Object value) throws SQLException {
        return rows.wasNull() ? null : value;
    }

    private static @Nullable Object interval(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column) instanceof PGInterval interval ? duration(interval) : null;
    }

    /** Months have no length: a Duration without them, a Period where there is nothing else, else PostgreSQL's text. */
    private static Object duration(PGInterval interval) {
        boolean hasMonths = interval.getYears() != 0 || interval.getMonths() != 0;
        var time = Duration.ofHours(interval.getHours())
                .plusMinutes(interval.getMinutes())
                .plusSeconds(interval.getWholeSeconds())
                .plusNanos(interval.getMicroSeconds() * 1_000L);
        if (!hasMonths) {
            return time.plusDays(interval.getDays());
        }
        return time.isZero()
                ? Period.of(interval.getYears(), interval.getMonths(), interval.getDays())
                : interval.toString();
    }

    private static @Nullable Object list(ResultSet rows, int column) throws SQLException {
        var array = rows.getArray(column);
        return array == null ? null : elements((Object[]) array.getArray(), array.getBaseTypeName());
    }

    private static List<@Nullable Object> elements(@Nullable Object[] array, String type) {
        var elements = new ArrayList<@Nullable Object>(array.length);
        for (var element : array) {
            elements.add(
                    switch (element) {
                        case null -> null;
                        case Object[] inner -> elements(inner, type);
                        case Timestamp time
                        when type.equals("timestamptz") -> time.toInstant().atOffset(ZoneOffset.UTC);
                        case Timestamp time -> time.toLocalDateTime();
                        case java.sql.Date date -> date.toLocalDate();
                        case java.sql.Time time -> time.toLocalTime();
                        case PGInterval interval -> duration(interval);
                        case PGobject object -> object.getValue();
                        default -> element;
                    });
        }
        return Collections.unmodifiableList(elements);
    }
}
