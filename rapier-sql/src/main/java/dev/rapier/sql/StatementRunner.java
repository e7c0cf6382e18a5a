package dev.rapier.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs the statements of one database on a lease: parse, check the values, bind, run, read. */
final class StatementRunner {
    /** Statements whose text was parsed; programs have few, and one that makes texts up must not fill the memory. */
    private static final int CACHE_LIMIT = 2_000;

    /** Rows for which there is room at first, where nobody knows how many will come. */
    private static final int FEW = 16;

    private final ConcurrentMap<String, ParsedSql> parsed = new ConcurrentHashMap<>();
    private final Dialect dialect;
    private final int fetchSize;
    private final boolean echo;
    private final boolean comments;

    StatementRunner(Dialect dialect, DatabaseOptions options) {
        this.dialect = dialect;
        this.fetchSize = options.fetchSize();
        this.echo = options.echo();
        this.comments = options.comments();
    }

    /** A statement with values that fit it, and what is to be written behind it. */
    record Bound(Dialect dialect, ParsedSql sql, Map<String, ?> values, String comment) {
        PreparedStatement prepare(Connection jdbc) throws SQLException {
            return bind(jdbc.prepareStatement(jdbc()));
        }

        /** Prepares it so that the driver brings the key of a new row, where the statement itself need not. */
        PreparedStatement prepareForKey(Connection jdbc) throws SQLException {
            return bringsKey() ? bind(jdbc.prepareStatement(jdbc(), Statement.RETURN_GENERATED_KEYS)) : prepare(jdbc);
        }

        boolean bringsKey() {
            return sql.kind() == StatementKind.INSERT && dialect.keysComeFromDriver();
        }

        boolean writes() {
            return sql.kind().writes();
        }

        private String jdbc() {
            return sql.jdbc(values) + comment;
        }

        private PreparedStatement bind(PreparedStatement statement) throws SQLException {
            try {
                Values.bind(statement, sql, values, dialect.binding());
                return statement;
            } catch (Throwable e) {
                statement.close();
                throw e;
            }
        }
    }

    Bound bind(String sql, Map<String, ?> values) {
        var statement = parse(sql);
        Values.check(statement, values);
        echo(sql, statement);
        return new Bound(dialect, statement, values, comments ? SqlTags.comment() : "");
    }

    private void echo(String sql, ParsedSql statement) {
        if (echo) {
            Log.info("{0} -- {1}", sql, statement.names()); // names only: values may be secret
        }
    }

    /** Logs what has no text of the program's own, such as a COMMIT. */
    void echo(String what) {
        if (echo) {
            Log.info("{0}", what);
        }
    }

    /** The lane for a statement: one that must wait for its turn to write waits for more than its connection. */
    ConnectionLane lane(Bound bound) {
        return dialect.hasOneWriter() && bound.writes() ? ConnectionLane.HOLDING : ConnectionLane.STATEMENT;
    }

    /** What the rows become, at most {@code limit} of them where that is above 0. */
    <T extends @Nullable Object> List<T> fetch(Lease lease, Bound bound, int limit, RowBatch.Shape<T> shape) {
        var rows = lease.call(WorkKind.FETCH, bound.sql.source(), bound.writes(), (jdbc, abort) -> {
            try (var statement = bound.prepare(jdbc)) {
                abort.watch(statement);
                statement.setMaxRows(limit);
                return read(statement, limit, shape);
            }
        });
        var made = new ArrayList<T>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            made.add(rows.get(i));
        }
        return made;
    }

    private <T extends @Nullable Object> RowBatch<T> read(
            PreparedStatement statement, int limit, RowBatch.Shape<T> shape) throws SQLException {
        if (!statement.execute()) {
            return RowList.none(); // an UPDATE without RETURNING has no rows
        }
        try (var results = statement.getResultSet()) {
            var rows = shape.batch(Columns.of(results, dialect), limit > 0 ? limit : FEW);
            while (results.next()) {
                rows.read(results);
            }
            return rows;
        }
    }

    Executed execute(Lease lease, Bound bound) {
        return lease.call(WorkKind.EXECUTE, bound.sql.source(), bound.writes(), (jdbc, abort) -> {
            try (var statement = bound.prepareForKey(jdbc)) {
                abort.watch(statement);
                if (!statement.execute()) {
                    long count = Math.max(0, statement.getLargeUpdateCount());
                    return new Executed(count, count > 0 && bound.bringsKey() ? key(statement) : null);
                }
                try (var results = statement.getResultSet()) {
                    var columns = Columns.of(results, dialect);
                    Object first = null;
                    long count = 0;
                    for (; results.next(); count++) {
                        first = count == 0 && !columns.names().isEmpty()
                                ? columns.read(results).get(0)
                                : first;
                    }
                    return new Executed(count, first);
                }
            }
        });
    }

    private @Nullable Object key(PreparedStatement statement) throws SQLException {
        try (var keys = statement.getGeneratedKeys()) {
            return keys.next() ? keys.getObject(1) : null;
        }
    }

    /** Runs one statement with each of the values, as a batch. */
    void executeMany(Lease lease, String sql, List<? extends Map<String, ?>> all) {
        if (all.isEmpty()) {
            return;
        }
        var statement = parse(sql);
        echo(all.size() + " times: " + sql, statement);
        var first = statement.jdbc(all.getFirst());
        if (statement.takesLists()
                && !all.stream().allMatch(values -> statement.jdbc(values).equals(first))) {
            throw new BadParameters("A list in IN (..) has one length in a whole batch: " + sql);
        }
        runBatch(lease, statement, first, all, BatchValues.ofMaps(statement, dialect.binding()));
    }

    /** Runs one statement with each of the records, as a batch. */
    void executeMany(Lease lease, String sql, Collection<? extends Record> all) {
        var statement = parse(sql);
        if (statement.takesLists()) {
            executeMany(
                    lease,
                    sql,
                    all.stream().map(values -> values(statement, values)).toList());
        } else if (!all.isEmpty()) {
            echo(all.size() + " times: " + sql, statement);
            runBatch(lease, statement, statement.plain(), all, BatchValues.ofRecords(statement, dialect.binding()));
        }
    }

    /** The components of a record that a statement asks for. */
    Map<String, ?> values(String sql, Record record) {
        return values(parse(sql), record);
    }

    private static Map<String, ?> values(ParsedSql statement, Record record) {
        return RecordValues.of(record.getClass()).values(record, statement);
    }

    private <V> void runBatch(
            Lease lease, ParsedSql sql, String jdbcSql, Collection<? extends V> all, BatchValues<V> setting) {
        var text = jdbcSql + (comments ? SqlTags.comment() : "");
        lease.call(WorkKind.BATCH, sql.source(), sql.kind().writes(), (jdbc, abort) -> {
            try (var batch = jdbc.prepareStatement(text)) {
                abort.watch(batch);
                for (var values : all) {
                    setting.set(batch, values);
                    batch.addBatch();
                }
                return batch.executeBatch();
            }
        });
    }

    /** Hands what the rows become to the consumer while it wants more, a batch at a time; needs an open transaction. */
    <T extends @Nullable Object> void stream(
            Lease lease, Bound bound, RowBatch.Shape<T> shape, Predicate<? super T> consumer) {
        var cursor = lease.call(
                WorkKind.STREAM,
                bound.sql.source(),
                bound.writes(),
                (jdbc, abort) -> Cursor.open(bound, jdbc, abort, fetchSize, shape));
        try {
            RowBatch<T> rows;
            do {
                rows = lease.call(
                        WorkKind.STREAM, bound.sql.source(), bound.writes(), (jdbc, abort) -> cursor.next(abort));
                for (int i = 0; i < rows.size(); i++) {
                    if (!consumer.test(rows.get(i))) {
                        return;
                    }
                }
            } while (rows.size() == fetchSize);
        } finally {
            lease.clean(WorkKind.STREAM, "Closing a cursor", jdbc -> cursor.close());
        }
    }

    private ParsedSql parse(String sql) {
        var known = parsed.get(sql);
        if (known != null) {
            return known;
        }
        if (parsed.size() >= CACHE_LIMIT) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(sql, text -> SqlTokenizer.parse(text, dialect.syntax()));
    }
}
