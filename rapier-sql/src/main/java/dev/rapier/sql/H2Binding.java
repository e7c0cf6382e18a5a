package dev.rapier.sql;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** H2's driver takes modern types as they are. */
record H2Binding() implements Binding {
    @Override
    public void text(PreparedStatement statement, int index, String value, String name) throws SQLException {
        statement.setString(index, value);
    }

    @Override
    public void uuid(PreparedStatement statement, int index, UUID value) throws SQLException {
        statement.setObject(index, value);
    }

    @Override
    public void time(PreparedStatement statement, int index, Temporal value) throws SQLException {
        statement.setObject(index, value);
    }

    @Override
    public void length(PreparedStatement statement, int index, TemporalAmount value, String name) throws SQLException {
        statement.setObject(index, value);
    }

    /** Bytes are JSON for H2, where a text would be a JSON string; a text column takes them as UTF-8. */
    @Override
    public void json(PreparedStatement statement, int index, Json value, String name) throws SQLException {
        statement.setBytes(index, value.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void list(PreparedStatement statement, int index, Collection<?> value, String name) throws SQLException {
        statement.setObject(index, array(value));
    }

    private static @Nullable Object[] array(Collection<?> list) {
        return list.stream()
                .map(element -> switch (element) {
                    case null -> null;
                    case Collection<?> inner -> array(inner);
                    case Enum<?> constant -> constant.name();
                    case Instant moment -> moment.atOffset(ZoneOffset.UTC);
                    case ZonedDateTime moment -> moment.toOffsetDateTime();
                    default -> element;
                })
                .toArray();
    }
}
