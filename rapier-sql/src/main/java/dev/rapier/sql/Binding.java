package dev.rapier.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.UUID;

/**
 * How a database takes the values for which JDBC has no method, or one that each driver understands in its own way. {@code name}
 * is the parameter's.
 */
interface Binding {
    /** A text, also one for a column of another type. */
    void text(PreparedStatement statement, int index, String value, String name) throws SQLException;

    /** A UUID. */
    void uuid(PreparedStatement statement, int index, UUID value) throws SQLException;

    /** A LocalDate, LocalTime, LocalDateTime, OffsetTime or OffsetDateTime; moments are in UTC. */
    void time(PreparedStatement statement, int index, Temporal value) throws SQLException;

    /** A Duration or a Period. */
    void length(PreparedStatement statement, int index, TemporalAmount value, String name) throws SQLException;

    /** A JSON text. */
    void json(PreparedStatement statement, int index, Json value, String name) throws SQLException;

    /** A list, elsewhere than in {@code IN (:ids)}. */
    void list(PreparedStatement statement, int index, Collection<?> value, String name) throws SQLException;

    /** The error for a list where a database has no arrays. */
    static BadParameters noArrays(Dialect dialect, String name) {
        return new BadParameters("The value of :" + name + " is a list, which no column of " + dialect
                + " can hold; a list fills IN (:" + name + ")");
    }
}
