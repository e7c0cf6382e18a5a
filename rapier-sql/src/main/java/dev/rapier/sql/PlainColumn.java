package dev.rapier.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Columns that JDBC hands out as they are, so that they can go into a record without a detour. */
enum PlainColumn implements ColumnReader {
    /** An Integer. */
    INT {
        @Override
        public @Nullable Object read(ResultSet rows, int column) throws SQLException {
            int value = rows.getInt(column);
            return rows.wasNull() ? null : value;
        }
    },
    /** A Long. */
    LONG {
        @Override
        public @Nullable Object read(ResultSet rows, int column) throws SQLException {
            long value = rows.getLong(column);
            return rows.wasNull() ? null : value;
        }
    },
    /** A Double. */
    DOUBLE {
        @Override
        public @Nullable Object read(ResultSet rows, int column) throws SQLException {
            double value = rows.getDouble(column);
            return rows.wasNull() ? null : value;
        }
    },
    /** A String. */
    TEXT {
        @Override
        public @Nullable Object read(ResultSet rows, int column) throws SQLException {
            return rows.getString(column);
        }
    }
}
