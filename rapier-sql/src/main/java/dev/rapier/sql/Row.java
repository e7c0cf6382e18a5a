package dev.rapier.sql;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result: complete, immutable, and usable after the query.
 *
 * <pre>{@code
 * row.getInt("id");  row.get(0);  row.get("created_at", Instant.class);  row.to(User.class);
 * }</pre>
 *
 * <p>Values have modern types: {@code java.time} for dates and times ({@code timestamptz} is an {@link
 * java.time.OffsetDateTime} in UTC), {@link BigDecimal} for {@code numeric}, {@link List} for arrays, String for
 * JSON and the server's own types. Of two columns with one name the first is found by that name; {@link #values} has both.
 */
public final class Row {
    private final Columns columns;
    private final @Nullable Object[] values;

    Row(Columns columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    Columns columns() {
        return columns;
    }

    /** The value of the column at a position, from 0; null where SQL has null. */
    public @Nullable Object get(int position) {
        if (position < 0 || position >= values.length) {
            throw new BadRow("No column " + position + " in a row of " + values.length + ": " + columns.names());
        }
        return values[position];
    }

    /** The value of a column; upper and lower case are the same. */
    public @Nullable Object get(String column) {
        return values[position(column)];
    }

    /**
     * The value of a column as a type, such as {@code Instant.class} for a {@code timestamptz}.
     *
     * @throws BadRow when the value is of another kind, or would lose something
     */
    public <T> @Nullable T get(String column, Class<T> type) {
        return Conversion.convert(get(column), type, "Column " + column);
    }

    /** The value of the column at a position, from 0, as a type. */
    public <T> @Nullable T get(int position, Class<T> type) {
        return Conversion.convert(get(position), type, "Column " + position);
    }

    /** The value of a column as a type; empty where SQL has null. */
    public <T> Optional<T> find(String column, Class<T> type) {
        return Optional.ofNullable(get(column, type));
    }

    /** The value of a number column that is not null and fits. */
    public int getInt(String column) {
        return present(column, Integer.class);
    }

    /** The value of a number column that is not null and fits. */
    public long getLong(String column) {
        return present(column, Long.class);
    }

    /** The value of a number column that is not null, rounded if need be. */
    public double getDouble(String column) {
        return present(column, Double.class);
    }

    /** The value of a boolean column that is not null. */
    public boolean getBoolean(String column) {
        return present(column, Boolean.class);
    }

    /** The value of a text column that is not null. */
    public String getString(String column) {
        return present(column, String.class);
    }

    /** The names of the columns, in order; a name may occur twice. */
    public List<String> keys() {
        return columns.names();
    }

    /** All values, in the order of the columns; null where SQL has null. */
    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** Name and value of each column, in order; the first of a name counts. */
    public Map<String, @Nullable Object> asMap() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < values.length; i++) {
            map.putIfAbsent(columns.names().get(i), values[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    /**
     * The row as a record: a component takes the column of its name, in Java's or in snake case ({@code createdAt} from
     * {@code created_at}).
     *
     * @throws BadRow when a column is missing or its value does not fit
     */
    public <T> T to(Class<T> record) {
        return RecordMapper.of(record).map(this);
    }

    /** The row as one line of CSV with its end, {@code 1,"a ""b""",2.5\n}; null is empty (RFC 4180, with a plain newline). */
    public String toCsv() {
        var line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            line.append(i > 0 ? "," : "").append(csv(values[i]));
        }
        return line.append('\n').toString();
    }

    private static String csv(@Nullable Object value) {
        var text = switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            default -> value.toString();
        };
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }

    private int position(String column) {
        int position = columns.find(column);
        if (position < 0) {
            throw new BadRow("No column " + column + " in the row; it has " + columns.names());
        }
        return position;
    }

    private <T> T present(String column, Class<T> type) {
        var value = get(column, type);
        if (value == null) {
            throw new BadRow("Column " + column + " is null; use get(\"" + column + "\", " + type.getSimpleName()
                    + ".class) where it may be");
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row
                && columns.names().equals(row.columns.names())
                && Arrays.deepEquals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    /** {@code Row{id=1, name=Ann}}. */
    @Override
    public String toString() {
        return "Row" + asMap();
    }
}
