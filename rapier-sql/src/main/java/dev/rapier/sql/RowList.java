package dev.rapier.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as they are, and what a function makes of each. */
record RowList<T extends @Nullable Object>(Columns columns, List<Row> rows, Function<Row, T> becomes)
        implements RowBatch<T> {
    static <T extends @Nullable Object> Shape<T> of(Function<Row, T> becomes) {
        return (columns, capacity) -> new RowList<>(columns, new ArrayList<>(capacity), becomes);
    }

    /** No rows, and no columns either. */
    static <T extends @Nullable Object> RowBatch<T> none() {
        return new RowList<>(Columns.of(List.of()), List.of(), _ -> {
            throw new IllegalStateException("there is no row");
        });
    }

    @Override
    public void read(ResultSet result) throws SQLException {
        rows.add(columns.read(result));
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public T get(int row) {
        return becomes.apply(rows.get(row));
    }

    @Override
    public void clear() {
        rows.clear();
    }
}
