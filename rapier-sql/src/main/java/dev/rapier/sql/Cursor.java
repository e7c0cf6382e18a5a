package dev.rapier.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** An open result that is read in batches; the server keeps what has not been read. */
final class Cursor {
    private final Dialect dialect;
    private final PreparedStatement statement;
    private final ResultSet results;
    private final Columns columns;
    private final int fetchSize;

    /** Owned by whoever has the turn of the lease. */
    private boolean finished;

    private Cursor(Dialect dialect, PreparedStatement statement, ResultSet results, int fetchSize) throws SQLException {
        this.dialect = dialect;
        this.statement = statement;
        this.results = results;
        this.fetchSize = fetchSize;
        this.columns = Columns.of(results, dialect);
    }

    static Cursor open(StatementRunner.Bound bound, Connection jdbc, StatementAbort abort, int fetchSize)
            throws SQLException {
        bound.dialect().beforeStream(jdbc);
        var statement = bound.prepare(jdbc);
        try {
            abort.watch(statement);
            statement.setFetchSize(fetchSize);
            return new Cursor(bound.dialect(), statement, statement.executeQuery(), fetchSize);
        } catch (Throwable e) {
            bound.dialect().endStream(statement, true);
            throw e;
        }
    }

    /** The next batch; shorter than the fetch size at the end. */
    List<Row> next(StatementAbort abort) throws SQLException {
        abort.watch(statement);
        var rows = new ArrayList<Row>(fetchSize);
        while (!finished && rows.size() < fetchSize) {
            if (results.next()) {
                rows.add(columns.read(results));
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
