package dev.rapier.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads one column of a result as a modern type: {@code java.time} instead of {@code java.sql}, lists instead of arrays. */
@FunctionalInterface
interface ColumnReader {
    @Nullable
    Object read(ResultSet rows, int column) throws SQLException;
}
