package dev.rapier.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were read, on their way to what they become. Reading them blocks and is done with the turn of the lease; making
 * something of them may run the program's code, and is done without. Owned by the task that reads.
 */
interface RowBatch<T extends @Nullable Object> {
    /** What rows become. */
    @FunctionalInterface
    interface Shape<T extends @Nullable Object> {
        /** A batch without rows yet, for rows of these columns; {@code capacity} is how many are expected. */
        RowBatch<T> batch(Columns columns, int capacity);
    }

    /** Reads the row at which the result stands. */
    void read(ResultSet result) throws SQLException;

    int size();

    /** What a row becomes, by its position from 0. */
    T get(int row);

    /** Forgets the rows. */
    void clear();
}
