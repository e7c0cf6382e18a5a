package dev.rapier.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a result, shared by all of its rows: their names, where each is, and how each is read. */
final class Columns {
    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();
    private final ColumnReader[] readers;

    /** Where the record that was made last out of these columns found them; any thread may set it anew. */
    private volatile @Nullable Places places;

    private static final class Places {
        final RecordMapper<?> mapper;
        final int[] positions;

        Places(RecordMapper<?> mapper, Columns columns) {
            this.mapper = mapper;
            this.positions = mapper.positions(columns);
        }
    }

    private Columns(List<String> names, ColumnReader[] readers) {
        this.names = names;
        this.readers = readers;
        for (int i = 0; i < names.size(); i++) {
            positions.putIfAbsent(names.get(i), i);
            positions.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), i);
        }
    }

    static Columns of(ResultSet rows, Dialect dialect) throws SQLException {
        var data = rows.getMetaData();
        int count = data.getColumnCount();
        var names = new String[count];
        var readers = new ColumnReader[count];
        for (int i = 0; i < count; i++) {
            names[i] = data.getColumnLabel(i + 1);
            readers[i] = dialect.reader(rows, data, i + 1);
        }
        return new Columns(List.of(names), readers);
    }

    /** Columns without a result behind them. */
    static Columns of(List<String> names) {
        return new Columns(List.copyOf(names), new ColumnReader[0]);
    }

    Row read(ResultSet rows) throws SQLException {
        @Nullable Object[] values = new Object[readers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = readers[i].read(rows, i + 1);
        }
        return new Row(this, values);
    }

    /** Reads the column at a position from 0. */
    ColumnReader reader(int position) {
        return readers[position];
    }

    List<String> names() {
        return names;
    }

    /** The position of the first column of this name, upper or lower case; -1 if there is none. */
    int find(String name) {
        var position = positions.get(name);
        if (position == null) {
            position = positions.get(name.toLowerCase(Locale.ROOT));
        }
        return position == null ? -1 : position;
    }

    /** {@link RecordMapper#positions}, worked out once. */
    int[] positions(RecordMapper<?> mapper) {
        var known = places;
        if (known == null || known.mapper != mapper) {
            known = new Places(mapper, this);
            places = known;
        }
        return known.positions;
    }
}
