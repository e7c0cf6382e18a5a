package dev.rapier.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Rows that become records, column by column until then: there is neither a {@link Row} for each nor a box for each number. */
final class RecordBatch<T> implements RowBatch<T> {
    private final RecordMapper<T> mapper;
    private final RecordColumn[] columns;
    private final RecordColumn.Converted[] converted;

    /** The arrays of the columns. */
    private final Object[] values;

    private int capacity;
    private int size;

    /** The first row that has null where that can't be, and in which column; -1 if there is none. */
    private int emptyRow = -1;

    private int emptyColumn;

    RecordBatch(RecordMapper<T> mapper, Columns columns, int capacity) {
        this.mapper = mapper;
        this.capacity = Math.max(1, capacity);
        this.columns = mapper.columns(columns, this.capacity);
        this.converted = Arrays.stream(this.columns)
                .filter(RecordColumn.Converted.class::isInstance)
                .toArray(RecordColumn.Converted[]::new);
        this.values = new Object[this.columns.length];
        show();
    }

    @Override
    public void read(ResultSet result) throws SQLException {
        if (size == capacity) {
            capacity *= 2;
            for (var column : columns) {
                column.grow(capacity);
            }
            show();
        }
        for (int i = 0; i < columns.length; i++) {
            if (!columns[i].read(result, size) && emptyRow < 0) {
                emptyRow = size;
                emptyColumn = i;
            }
        }
        size++;
    }

    private void show() {
        for (int i = 0; i < columns.length; i++) {
            values[i] = columns[i].values;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public T get(int row) {
        if (row == emptyRow) {
            mapper.refuseNull(emptyColumn);
        }
        for (var column : converted) {
            column.convert(row);
        }
        return mapper.make(values, row);
    }

    @Override
    public void clear() {
        size = 0;
        emptyRow = -1;
    }
}
