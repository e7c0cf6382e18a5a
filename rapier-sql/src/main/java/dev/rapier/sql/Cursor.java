package dev.rapier.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An open result that is read in batches; the server keeps what has not been read. */
final class Cursor<T extends @Nullable Object> {
    private final Dialect dialect;
    private final PreparedStatement statement;
    private final ResultSet results;
    private final RowBatch<T> rows;
    private final int fetchSize;

    /** Owned by whoever has the turn of the lease. */
    private boolean finished;

    private Cursor(
            Dialect dialect, PreparedStatement statement, ResultSet results, int fetchSize, RowBatch.Shape<T> shape)
            throws SQLException {
        this.dialect = dialect;
        this.statement = statement;
        this.results = results;
        this.fetchSize = fetchSize;
        this.rows = shape.batch(Columns.of(results, dialect), fetchSize);
    }

    static <T extends @Nullable Object> Cursor<T> open(
            StatementRunner.Bound bound, Connection jdbc, StatementAbort abort, int fetchSize, RowBatch.Shape<T> shape)
            throws SQLException {
        bound.dialect().beforeStream(jdbc);
        var statement = bound.prepare(jdbc);
        try {
            abort.watch(statement);
            statement.setFetchSize(fetchSize);
            return new Cursor<>(bound.dialect(), statement, statement.executeQuery(), fetchSize, shape);
        } catch (Throwable e) {
            bound.dialect().endStream(statement, true);
            throw e;
        }
    }

    /** The next batch, in place of the one before; shorter than the fetch size at the end. */
    RowBatch<T> next(StatementAbort abort) throws SQLException {
        abort.watch(statement);
        rows.clear();
        while (!finished && rows.size() < fetchSize) {
            if (results.next()) {
                rows.read(results);
            } else {
                finished = true;
            }
        }
        return rows;
    }

    void close() throws SQLException {
        dialect.endStream(statement, finished);
    }
}
