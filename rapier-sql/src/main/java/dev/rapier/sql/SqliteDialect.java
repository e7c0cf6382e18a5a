package dev.rapier.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/**
 * SQLite, in this program. The transaction is begun, committed and rolled back by statements: the driver would begin another one
 * right after each commit, and take the lock for writing again.
 */
record SqliteDialect() implements Dialect {
    /** The options that are part of the file's name for SQLite ("Uniform Resource Identifiers"). */
    private static final Set<String> OF_THE_FILE = Set.of("mode", "cache", "immutable", "nolock");

    /** What Python's driver wants to know and this one has no need of. */
    private static final Set<String> NOT_NEEDED = Set.of("check_same_thread");

    @Override
    public Set<String> schemes() {
        return Set.of("sqlite");
    }

    @Override
    public Set<String> drivers() {
        return Set.of("", "jdbc", "aiosqlite", "pysqlite");
    }

    /** A database in memory has one connection: SQLite's own locks there make readers and the writer fail, not wait. */
    @Override
    public DatabaseOptions defaults(DatabaseUrl url) {
        var options = DatabaseOptions.standard().maxSize(DatabaseOptions.inProcessSize());
        return isInMemory(url) ? options.maxSize(1) : options;
    }

    static boolean isInMemory(DatabaseUrl url) {
        return url.database().isEmpty() || url.database().equals(":memory:");
    }

    @Override
    public ConnectionSource source(DatabaseUrl url, DatabaseOptions options) {
        if (!url.host().isEmpty() || !url.username().isEmpty()) {
            throw new IllegalArgumentException(
                    "The URL " + url + " names a host, and SQLite has none: three slashes lead to"
                            + " a file here, sqlite:///shop.db, four to one anywhere, sqlite:////var/lib/shop.db");
        }
        var driver = Drivers.find(url, List.of("org.sqlite.JDBC"), "org.xerial:sqlite-jdbc");
        var properties = new Properties();
        properties.setProperty("foreign_keys", "true");
        properties.setProperty("busy_timeout", "5000");
        properties.setProperty("date_class", "TEXT");
        boolean readOnly = url.options().getOrDefault("mode", "").equals("ro");
        if (!readOnly) {
            properties.setProperty("journal_mode", "WAL");
        }
        var file = new StringBuilder(
                isInMemory(url) ? "file:/rapier-" + UUID.randomUUID() + "?vfs=memdb" : "file:" + path(url) + "?");
        var known = Drivers.options(driver, "jdbc:sqlite:");
        UrlOptions.of(url, NOT_NEEDED).forEach((name, value) -> {
            if (OF_THE_FILE.contains(name)) {
                file.append(file.toString().endsWith("?") ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(DatabaseUrl.encode(value));
            } else if (name.equals("timeout")) {
                properties.setProperty("busy_timeout", UrlOptions.millis(name, value));
            } else if (known.contains(name)) {
                properties.setProperty(name, value);
            } else {
                throw UrlOptions.unknown(url, name, "SQLite's driver");
            }
        });
        return new ConnectionSource(driver, "jdbc:sqlite:" + file, properties, options.password());
    }

    private static String path(DatabaseUrl url) {
        return DatabaseUrl.encode(file(url).toString()).replace("%2F", "/");
    }

    private static Path file(DatabaseUrl url) {
        return Path.of(url.database()).toAbsolutePath().normalize();
    }

    /** A neighbour of the file, as SQLite's own {@code shop.db-wal} is. */
    @Override
    public Optional<Path> migrationLock(DatabaseUrl url) {
        return isInMemory(url) ? Optional.empty() : Optional.of(Path.of(file(url) + "-migrating"));
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.SQLITE;
    }

    @Override
    public Binding binding() {
        return new TextBinding(this, "Z");
    }

    @Override
    public ColumnReader reader(ResultSet result, ResultSetMetaData data, int column) throws SQLException {
        return SqliteColumns.reader(data.getColumnTypeName(column), data.getScale(column));
    }

    @Override
    public boolean keysComeFromDriver() {
        return true;
    }

    @Override
    public boolean runsInProcess() {
        return true;
    }

    @Override
    public boolean hasOneWriter() {
        return true;
    }

    @Override
    public boolean enforcesReadOnly() {
        return false;
    }

    /** Who may write says so at once: one that has read before could no longer be let in if somebody else has written since. */
    @Override
    public void begin(Connection jdbc, TransactionOptions options) throws SQLException {
        if (options.deferrable()) {
            throw new IllegalArgumentException("SQLite has no deferrable transactions");
        }
        run(jdbc, options.readOnly() ? "BEGIN" : "BEGIN IMMEDIATE"); // each is serializable
    }

    @Override
    public void commit(Connection jdbc) throws SQLException {
        run(jdbc, "COMMIT");
    }

    @Override
    public void rollback(Connection jdbc) throws SQLException {
        try {
            run(jdbc, "ROLLBACK");
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage())
                    .contains("no transaction is active")) { // some failures roll back themselves
                throw e;
            }
        }
    }

    @Override
    public Savepoint savepoint(Connection jdbc, int depth) throws SQLException {
        var savepoint = new Named(depth);
        run(jdbc, "SAVEPOINT " + savepoint.getSavepointName());
        return savepoint;
    }

    @Override
    public void release(Connection jdbc, Savepoint savepoint) throws SQLException {
        run(jdbc, "RELEASE " + savepoint.getSavepointName());
    }

    @Override
    public void rollback(Connection jdbc, Savepoint savepoint) throws SQLException {
        run(jdbc, "ROLLBACK TO " + savepoint.getSavepointName());
        release(jdbc, savepoint);
    }

    /** A statement that is to write takes the whole transaction with it when it is interrupted, or finds no room. */
    @Override
    public boolean endsTransaction(DatabaseException failure, boolean wrote) {
        return (wrote && failure instanceof QueryCancelled)
                || failure.sqlState().filter(SqliteFaults.ENDING::contains).isPresent();
    }

    private static void run(Connection jdbc, String sql) throws SQLException {
        try (var statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A savepoint with a name. */
    private record Named(int depth) implements Savepoint {
        @Override
        public int getSavepointId() {
            return depth;
        }

        @Override
        public String getSavepointName() {
            return "rapier_" + depth;
        }
    }

    @Override
    public String toString() {
        return "SQLite";
    }
}
