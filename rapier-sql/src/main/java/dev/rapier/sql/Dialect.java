package dev.rapier.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is different from one kind of database to the next; see {@code docs/decisions/databases.md}. */
sealed interface Dialect permits PostgresDialect, MySqlDialect, SqliteDialect, H2Dialect {
    /** The schemes of its URLs, before a plus. */
    Set<String> schemes();

    /** What may stand behind the plus: Python's drivers, whose URLs mean the same here. */
    Set<String> drivers();

    /** The options for a URL that says nothing else. */
    DatabaseOptions defaults(DatabaseUrl url);

    /**
     * Where connections come from; nothing is opened yet.
     *
     * @throws IllegalArgumentException when the URL has an option that nobody knows
     * @throws DatabaseException when there is no driver
     */
    ConnectionSource source(DatabaseUrl url, DatabaseOptions options);

    /** How it reads a statement. */
    SqlSyntax syntax();

    /** How it takes values. */
    Binding binding();

    /** How the values of a column of a result, from 1, are read. */
    ColumnReader reader(ResultSet result, ResultSetMetaData data, int column) throws SQLException;

    /** Whether the keys of an INSERT come from the driver when the statement brings none itself. */
    boolean keysComeFromDriver();

    /** Whether it runs inside of this program, where its work blocks the thread that asks. */
    boolean runsInProcess();

    /** Whether one transaction can write at a time. */
    default boolean hasOneWriter() {
        return false;
    }

    /** Whether a transaction for reading only is held to it by the database itself. */
    boolean enforcesReadOnly();

    /** Begins a transaction. */
    void begin(Connection jdbc, TransactionOptions options) throws SQLException;

    /** Commits and goes back to a transaction for each statement. */
    default void commit(Connection jdbc) throws SQLException {
        jdbc.commit();
        jdbc.setAutoCommit(true);
    }

    /** Rolls back, also what is lost already, and goes back to a transaction for each statement. */
    default void rollback(Connection jdbc) throws SQLException {
        jdbc.rollback();
        jdbc.setAutoCommit(true);
    }

    /** Sets a savepoint; {@code depth} is how many there are already. */
    default Savepoint savepoint(Connection jdbc, int depth) throws SQLException {
        return jdbc.setSavepoint();
    }

    /** Forgets a savepoint. */
    default void release(Connection jdbc, Savepoint savepoint) throws SQLException {
        jdbc.releaseSavepoint(savepoint);
    }

    /** Takes back what was done since a savepoint, and forgets it. */
    default void rollback(Connection jdbc, Savepoint savepoint) throws SQLException {
        jdbc.rollback(savepoint);
        jdbc.releaseSavepoint(savepoint);
    }

    /** Whether the database has given up the transaction without having told: its commit would be a rollback. */
    default boolean hasFailed(Connection jdbc) throws SQLException {
        return false;
    }

    /** Whether a failure was the end of the transaction that it came from; {@code wrote} is whether the statement was to write. */
    default boolean endsTransaction(DatabaseException failure, boolean wrote) {
        return false;
    }

    /** The statement that tells the server the limit for each statement of a new connection, where it has such a thing. */
    default Optional<String> statementLimit(DatabaseOptions options) {
        return Optional.empty();
    }

    /** Lets no statement wait for a lock for longer than this, where the database has no limit of its own. */
    default void limitLocks(Connection jdbc, Duration limit) throws SQLException {}

    /** Takes {@link #limitLocks} back. */
    default void unlimitLocks(Connection jdbc) throws SQLException {}

    /** The file whose lock who migrates must have, where a database that several programs may open has no lock for that itself. */
    default Optional<Path> migrationLock(DatabaseUrl url) {
        return Optional.empty();
    }

    /** Called before a stream, inside its transaction. */
    default void beforeStream(Connection jdbc) throws SQLException {}

    /** Ends a stream, of which {@code finished} says whether it was read to its end. */
    default void endStream(PreparedStatement statement, boolean finished) throws SQLException {
        statement.close();
    }
}
