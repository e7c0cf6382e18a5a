package dev.rapier.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads columns by JDBC's own types, where a driver means what JDBC says. */
final class StandardColumns {
    private StandardColumns() {}

    static ColumnReader reader(int type) {
        return switch (type) {
            case Types.DATE -> (rows, column) -> rows.getObject(column, LocalDate.class);
            case Types.TIME -> (rows, column) -> rows.getObject(column, LocalTime.class);
            case Types.TIME_WITH_TIMEZONE -> (rows, column) -> rows.getObject(column, OffsetTime.class);
            case Types.TIMESTAMP -> (rows, column) -> rows.getObject(column, LocalDateTime.class);
            case Types.TIMESTAMP_WITH_TIMEZONE -> StandardColumns::moment;
            case Types.TINYINT, Types.SMALLINT -> StandardColumns::integer;
            case Types.INTEGER,
                    Types.BIGINT,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.REAL,
                    Types.DECIMAL,
                    Types.NUMERIC,
                    Types.BIT,
                    Types.BOOLEAN -> ResultSet::getObject;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ResultSet::getBytes;
            default -> ResultSet::getString;
        };
    }

    static @Nullable Object uuid(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, UUID.class);
    }

    /** An Integer, as PostgreSQL's small numbers are. */
    static @Nullable Object integer(ResultSet rows, int column) throws SQLException {
        int value = rows.getInt(column);
        return rows.wasNull() ? null : value;
    }

    /** A moment that the session sees in UTC. */
    static @Nullable Object utc(ResultSet rows, int column) throws SQLException {
        var time = rows.getObject(column, LocalDateTime.class);
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Object moment(ResultSet rows, int column) throws SQLException {
        var time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }
}
