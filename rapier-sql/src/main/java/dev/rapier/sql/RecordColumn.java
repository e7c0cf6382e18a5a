package dev.rapier.sql;

import java.lang.reflect.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of one component, for the records of a batch. Those that JDBC has a method for are not boxed on their way. */
abstract sealed class RecordColumn {
    /** JDBC's position of the column, from 1. */
    final int position;

    /** An array of {@link RecordMapper.Part#place}. */
    Object values;

    private RecordColumn(RecordMapper.Part part, int position, int capacity) {
        this.position = position;
        this.values = Array.newInstance(part.place(), capacity);
    }

    /** The values for a component, from a column. */
    static RecordColumn of(RecordMapper.Part part, ColumnReader reader, int position, int capacity) {
        if (part.place() == int.class && reader == PlainColumn.INT) {
            return new Ints(part, position, capacity);
        }
        if (part.place() == long.class && (reader == PlainColumn.LONG || reader == PlainColumn.INT)) {
            return new Longs(part, position, capacity);
        }
        if (part.place() == double.class && reader == PlainColumn.DOUBLE) {
            return new Doubles(part, position, capacity);
        }
        return part.type() == String.class && !part.optional() && reader == PlainColumn.TEXT
                ? new Texts(part, position, capacity)
                : new Converted(part, reader, position, capacity);
    }

    /** Reads the value of the row at which the result stands, to a place that is there. Returns false for a null that can't be. */
    abstract boolean read(ResultSet result, int row) throws SQLException;

    /** Makes room for so many rows. */
    void grow(int capacity) {
        var larger = Array.newInstance(values.getClass().componentType(), capacity);
        System.arraycopy(values, 0, larger, 0, Array.getLength(values));
        values = larger;
    }

    private static final class Ints extends RecordColumn {
        Ints(RecordMapper.Part part, int position, int capacity) {
            super(part, position, capacity);
        }

        @Override
        boolean read(ResultSet result, int row) throws SQLException {
            ((int[]) values)[row] = result.getInt(position);
            return !result.wasNull();
        }
    }

    private static final class Longs extends RecordColumn {
        Longs(RecordMapper.Part part, int position, int capacity) {
            super(part, position, capacity);
        }

        @Override
        boolean read(ResultSet result, int row) throws SQLException {
            ((long[]) values)[row] = result.getLong(position);
            return !result.wasNull();
        }
    }

    private static final class Doubles extends RecordColumn {
        Doubles(RecordMapper.Part part, int position, int capacity) {
            super(part, position, capacity);
        }

        @Override
        boolean read(ResultSet result, int row) throws SQLException {
            ((double[]) values)[row] = result.getDouble(position);
            return !result.wasNull();
        }
    }

    private static final class Texts extends RecordColumn {
        Texts(RecordMapper.Part part, int position, int capacity) {
            super(part, position, capacity);
        }

        @Override
        boolean read(ResultSet result, int row) throws SQLException {
            ((@Nullable Object[]) values)[row] = result.getString(position);
            return true;
        }
    }

    /** Values that become what the component wants only when the record is made: that may fail, or run the program's code. */
    static final class Converted extends RecordColumn {
        private final RecordMapper.Part part;
        private final ColumnReader reader;
        private @Nullable Object[] read;

        Converted(RecordMapper.Part part, ColumnReader reader, int position, int capacity) {
            super(part, position, capacity);
            this.part = part;
            this.reader = reader;
            this.read = new Object[capacity];
        }

        @Override
        boolean read(ResultSet result, int row) throws SQLException {
            read[row] = reader.read(result, position);
            return true;
        }

        @Override
        void grow(int capacity) {
            super.grow(capacity);
            read = Arrays.copyOf(read, capacity);
        }

        void convert(int row) {
            var value = part.argument(read[row]);
            if (values instanceof Object[] objects) {
                objects[row] = value;
            } else {
                Array.set(values, row, value);
            }
        }
    }
}
