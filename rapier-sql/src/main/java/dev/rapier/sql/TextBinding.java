package dev.rapier.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.UUID;

/**
 * Everything goes as a text, for databases whose drivers would convert times by the time zone of this machine, or that have no
 * such types at all. A moment is written in UTC.
 *
 * @param utc what stands behind a moment
 */
record TextBinding(Dialect dialect, String utc) implements Binding {
    /** Of one length, so that texts sort as the times do. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    @Override
    public void text(PreparedStatement statement, int index, String value, String name) throws SQLException {
        statement.setString(index, value);
    }

    @Override
    public void uuid(PreparedStatement statement, int index, UUID value) throws SQLException {
        statement.setString(index, value.toString());
    }

    @Override
    public void time(PreparedStatement statement, int index, Temporal value) throws SQLException {
        statement.setString(
                index,
                switch (value) {
                    case LocalDateTime time -> TIME.format(time);
                    case OffsetDateTime time -> TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC)) + utc;
                    case OffsetTime time ->
                        time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime() + utc;
                    default -> value.toString();
                });
    }

    @Override
    public void length(PreparedStatement statement, int index, TemporalAmount value, String name) throws SQLException {
        statement.setString(index, value.toString()); // ISO 8601
    }

    @Override
    public void json(PreparedStatement statement, int index, Json value, String name) throws SQLException {
        statement.setString(index, value.text());
    }

    @Override
    public void list(PreparedStatement statement, int index, Collection<?> value, String name) {
        throw Binding.noArrays(dialect, name);
    }
}
