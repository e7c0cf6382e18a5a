package dev.rapier.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Texts and lists go without a type, so that the server takes the one that the place wants: a String may fill a {@code uuid},
 * an enum, a {@code jsonb} or a {@code date} column.
 */
record PostgresBinding() implements Binding {
    @Override
    public void text(PreparedStatement statement, int index, String value, String name) throws SQLException {
        statement.setObject(index, value, Types.OTHER);
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
        text(statement, index, value.toString(), name); // ISO 8601, which interval understands
    }

    @Override
    public void json(PreparedStatement statement, int index, Json value, String name) throws SQLException {
        text(statement, index, value.text(), name);
    }

    @Override
    public void list(PreparedStatement statement, int index, Collection<?> value, String name) throws SQLException {
        text(statement, index, array(value, name), name);
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
            case TemporalAmount length -> length.toString();
            case Json json -> json.text();
            case Enum<?> constant -> constant.name();
            case Character character -> character.toString();
            default -> throw Values.unknown(element, name);
        };
    }
}
