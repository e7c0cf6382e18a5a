package dev.rapier.sql;

import dev.rapier.async.Fn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

    /** The rows, at most {@code limit} where that is above 0. */
    <T> List<T> fetch(Lease lease, Bound bound, int limit, Fn<Row, T> map) {
        var rows = lease.call(WorkKind.FETCH, bound.sql.source(), bound.writes(), (jdbc, abort) -> {
            try (var statement = bound.prepare(jdbc)) {
                abort.watch(statement);
                statement.setMaxRows(limit);
                return read(statement);
            }
        });
        var mapped = new ArrayList<T>(rows.size());
        for (var row : rows) {
            mapped.add(apply(map, row));
        }
        return mapped;
    }

    private List<Row> read(PreparedStatement statement) throws SQLException {
        if (!statement.execute()) {
            return List.of(); // an UPDATE without RETURNING has no rows
        }
        try (var results = statement.getResultSet()) {
            var columns = Columns.of(results, dialect);
            var rows = new ArrayList<Row>();
            while (results.next()) {
                rows.add(columns.read(results));
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
        var text = first + (comments ? SqlTags.comment() : "");
        lease.call(WorkKind.BATCH, sql, statement.kind().writes(), (jdbc, abort) -> {
            var binding = dialect.binding();
            try (var batch = jdbc.prepareStatement(text)) {
                abort.watch(batch);
                for (var values : all) {
                    Values.checkAndBind(batch, statement, values, binding);
                    batch.addBatch();
                }
                return batch.executeBatch();
            }
        });
    }

    /** Hands the rows to the consumer while it wants more, a batch at a time; needs an open transaction. */
    <T> void stream(Lease lease, Bound bound, Fn<Row, T> map, Predicate<? super T> consumer) {
        var cursor = lease.call(
                WorkKind.STREAM,
                bound.sql.source(),
                bound.writes(),
                (jdbc, abort) -> Cursor.open(bound, jdbc, abort, fetchSize));
        try {
            List<Row> rows;
            do {
                rows = lease.call(
                        WorkKind.STREAM, bound.sql.source(), bound.writes(), (jdbc, abort) -> cursor.next(abort));
                for (var row : rows) {
                    if (!consumer.test(apply(map, row))) {
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

    private static <T> T apply(Fn<Row, T> map, Row row) {
        try {
            return map.apply(row);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new DatabaseException("A row can't be mapped: " + e, e);
        }
    }
}
