package dev.rapier.sql;

import dev.rapier.async.Action;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Fn;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that can be run on a {@link Database}, a {@link DatabaseConnection} or a {@link Transaction}.
 *
 * <p>Parameters are named, {@code :id}, and their values come in a map; there must be a value for each. To write, they may come in a record. A list fills
 * {@code IN (:ids)}. Everything blocks the calling virtual thread only, and ends at once when its task is cancelled.
 */
public abstract sealed class Queries permits Database, DatabaseConnection, Transaction, IndependentQueries {
    private static final Map<String, ?> NONE = Map.of();

    Queries() {}

    /** Runs a body on a lease; exceptions pass as they are. */
    static <R extends @Nullable Object> R apply(Fn<Lease, ? extends R> body, Lease lease) {
        Coroutine<R> here = () -> body.apply(lease);
        return here.await();
    }

    /** Runs the body with the connection that this stands for, or with one from the pool. */
    abstract <R extends @Nullable Object> R with(ConnectionLane lane, Fn<Lease, ? extends R> body);

    abstract StatementRunner runner();

    /** All rows. */
    public List<Row> fetchAll(String sql) {
        return fetchAll(sql, NONE);
    }

    /** All rows: {@code db.fetchAll("SELECT * FROM post WHERE user_id = :id", Map.of("id", 1))}. */
    public List<Row> fetchAll(String sql, Map<String, ?> values) {
        return fetch(sql, values, 0, RowList.of(row -> row));
    }

    /** All rows as records, or as plain values where the type is not a record and a row has one column. */
    public <T> List<T> fetchAll(Class<T> type, String sql) {
        return fetchAll(type, sql, NONE);
    }

    /** All rows as records, or as plain values where the type is not a record and a row has one column. */
    public <T> List<T> fetchAll(Class<T> type, String sql, Map<String, ?> values) {
        return fetch(sql, values, 0, shape(type));
    }

    /** The first row; empty if there is none. */
    public Optional<Row> fetchOne(String sql) {
        return fetchOne(sql, NONE);
    }

    /** The first row; empty if there is none. More rows are not fetched. */
    public Optional<Row> fetchOne(String sql, Map<String, ?> values) {
        return first(fetch(sql, values, 1, RowList.of(row -> row)));
    }

    /** The first row as a record; empty if there is none. */
    public <T> Optional<T> fetchOne(Class<T> type, String sql) {
        return fetchOne(type, sql, NONE);
    }

    /** The first row as a record; empty if there is none. */
    public <T> Optional<T> fetchOne(Class<T> type, String sql, Map<String, ?> values) {
        return first(fetch(sql, values, 1, shape(type)));
    }

    /** The first column of the first row; empty if there is no row, or null in it. */
    public Optional<Object> fetchVal(String sql) {
        return fetchVal(Object.class, sql, NONE, 0);
    }

    /** The first column of the first row; empty if there is no row, or null in it. */
    public Optional<Object> fetchVal(String sql, Map<String, ?> values) {
        return fetchVal(Object.class, sql, values, 0);
    }

    /** The first column of the first row as a type: {@code db.fetchVal(Long.class, "SELECT count(*) FROM item")}. */
    public <T> Optional<T> fetchVal(Class<T> type, String sql) {
        return fetchVal(type, sql, NONE, 0);
    }

    /** The first column of the first row as a type. */
    public <T> Optional<T> fetchVal(Class<T> type, String sql, Map<String, ?> values) {
        return fetchVal(type, sql, values, 0);
    }

    /** A column of the first row, by position from 0. */
    public <T> Optional<T> fetchVal(Class<T> type, String sql, Map<String, ?> values, int column) {
        return fetchOne(sql, values).map(row -> row.get(column, type));
    }

    /** A column of the first row, by name. */
    public <T> Optional<T> fetchVal(Class<T> type, String sql, Map<String, ?> values, String column) {
        return fetchOne(sql, values).map(row -> row.get(column, type));
    }

    /** Runs a statement. */
    public Executed execute(String sql) {
        return execute(sql, NONE);
    }

    /**
     * Runs a statement and says how many rows it changed, and what {@code RETURNING} brought. Without it an INSERT brings the key
     * that its first row was given, except on PostgreSQL.
     */
    public Executed execute(String sql, Map<String, ?> values) {
        var bound = runner().bind(sql, values);
        return with(runner().lane(bound), lease -> runner().execute(lease, bound));
    }

    /**
     * Runs a statement with the components of a record as values: {@code db.execute("INSERT INTO users VALUES (:id, :name)", user)}. A
     * component {@code createdAt} is {@code :createdAt} and {@code :created_at}; one that the statement does not ask for is left out.
     *
     * @throws BadParameters when there is no component for a parameter
     */
    public Executed execute(String sql, Record values) {
        return execute(sql, runner().values(sql, values));
    }

    /** Runs a statement once for each map of values, in one batch and one transaction: all or nothing. */
    public void executeMany(String sql, List<? extends Map<String, ?>> values) {
        inBatch(lease -> {
            runner().executeMany(lease, sql, values);
            return true;
        });
    }

    /**
     * Runs a statement once for each record, in one batch and one transaction: all or nothing. This is the fastest way to write many
     * rows. See {@link #execute(String, Record)}.
     */
    public void executeMany(String sql, Collection<? extends Record> values) {
        inBatch(lease -> {
            runner().executeMany(lease, sql, values);
            return true;
        });
    }

    private void inBatch(Fn<Lease, Boolean> batch) {
        transaction(tx -> tx.with(ConnectionLane.STATEMENT, batch));
    }

    /**
     * The rows one after the other, in constant memory: {@code db.iterate("SELECT * FROM item").forEach(row -> ..)}.
     *
     * <p>Each pass runs the statement anew, in a transaction, and holds a connection until it ends. A slow consumer slows the
     * server down; leaving early closes the cursor and frees the connection.
     */
    public AsyncGenerator<Row> iterate(String sql) {
        return iterate(sql, NONE);
    }

    /** The rows one after the other. See {@link #iterate(String)}. */
    public AsyncGenerator<Row> iterate(String sql, Map<String, ?> values) {
        return stream(sql, values, RowList.of(row -> row));
    }

    /** The rows one after the other, as records. See {@link #iterate(String)}. */
    public <T> AsyncGenerator<T> iterate(Class<T> type, String sql) {
        return iterate(type, sql, NONE);
    }

    /** The rows one after the other, as records. See {@link #iterate(String)}. */
    public <T> AsyncGenerator<T> iterate(Class<T> type, String sql, Map<String, ?> values) {
        return stream(sql, values, shape(type));
    }

    /**
     * Runs the body in a transaction: committed when it returns, rolled back when it throws or is cancelled. Inside another
     * transaction it is a savepoint. Statements of the same task belong to it, whether they go to {@code tx} or to the database:
     *
     * <pre>{@code
     * long id = db.transaction(tx -> {
     *     tx.execute("UPDATE stock SET left = left - 1 WHERE id = :id", values);
     *     return tx.execute("INSERT INTO sale (stock_id) VALUES (:id) RETURNING id", values).value(Long.class).orElseThrow();
     * });
     * }</pre>
     *
     * <p>A child task does not belong to it unless it uses {@code tx} itself.
     */
    public <T extends @Nullable Object> T transaction(Fn<? super Transaction, ? extends T> body) {
        return transaction(TransactionOptions.of(), body);
    }

    /** Runs the body in a transaction with options. See {@link #transaction(Fn)}. */
    public <T extends @Nullable Object> T transaction(
            TransactionOptions options, Fn<? super Transaction, ? extends T> body) {
        return Transaction.run(this, options, body);
    }

    /** Runs the body in a transaction. See {@link #transaction(Fn)}. */
    public <T extends @Nullable Object> T transaction(Coroutine<? extends T> body) {
        return transaction(tx -> body.run());
    }

    /** Runs the body in a transaction. See {@link #transaction(Fn)}. */
    public void transaction(Action body) {
        transaction(TransactionOptions.of(), body);
    }

    /** Runs the body in a transaction with options. See {@link #transaction(Fn)}. */
    public void transaction(TransactionOptions options, Action body) {
        transaction(options, tx -> {
            body.run();
            return true;
        });
    }

    /**
     * Begins a transaction, the block form: it is rolled back at the closing brace unless it was committed.
     *
     * <pre>{@code
     * try (var tx = db.begin()) {
     *     tx.execute("..");
     *     tx.commit();
     * }
     * }</pre>
     */
    public Transaction begin() {
        return begin(TransactionOptions.of());
    }

    /** Begins a transaction with options. See {@link #begin()}. */
    public abstract Transaction begin(TransactionOptions options);

    private <T> List<T> fetch(String sql, Map<String, ?> values, int limit, RowBatch.Shape<T> shape) {
        var bound = runner().bind(sql, values);
        return with(runner().lane(bound), lease -> runner().fetch(lease, bound, limit, shape));
    }

    private <T> AsyncGenerator<T> stream(String sql, Map<String, ?> values, RowBatch.Shape<T> shape) {
        var copy = new HashMap<String, Object>(values); // not Map.copyOf: a value may be null
        return consumer -> {
            var bound = runner().bind(sql, copy);
            with(
                    ConnectionLane.HOLDING,
                    lease -> Transaction.forStream(this, lease, () -> {
                        runner().stream(lease, bound, shape, consumer);
                        return true;
                    }));
        };
    }

    private static <T> Optional<T> first(List<T> rows) {
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.getFirst());
    }

    @SuppressWarnings("NullAway") // a list of plain values holds a null where SQL does
    private static <T> RowBatch.Shape<T> shape(Class<T> type) {
        return Conversion.isScalar(type) ? RowList.of(row -> row.get(0, type)) : RecordMapper.of(type);
    }
}
