package dev.rapier.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** H2, in this program, in its PostgreSQL mode. */
record H2Dialect() implements Dialect {
    /** The settings that a URL may have (H2, "Database URL Overview", "Settings"). */
    private static final Set<String> SETTINGS = Set.of(
            "ACCESS_MODE_DATA",
            "AUTO_SERVER",
            "AUTO_SERVER_PORT",
            "CACHE_SIZE",
            "CACHE_TYPE",
            "CASE_INSENSITIVE_IDENTIFIERS",
            "CIPHER",
            "DATABASE_TO_LOWER",
            "DATABASE_TO_UPPER",
            "DB_CLOSE_DELAY",
            "DB_CLOSE_ON_EXIT",
            "DEFAULT_LOCK_TIMEOUT",
            "DEFAULT_NULL_ORDERING",
            "FILE_LOCK",
            "IFEXISTS",
            "IGNORE_UNKNOWN_SETTINGS",
            "INIT",
            "LOCK_TIMEOUT",
            "MAX_MEMORY_ROWS",
            "MODE",
            "NON_KEYWORDS",
            "PAGE_SIZE",
            "QUERY_TIMEOUT",
            "SCHEMA",
            "TRACE_LEVEL_FILE",
            "TRACE_LEVEL_SYSTEM_OUT",
            "WRITE_DELAY");

    @Override
    public Set<String> schemes() {
        return Set.of("h2");
    }

    @Override
    public Set<String> drivers() {
        return Set.of("", "jdbc");
    }

    @Override
    public DatabaseOptions defaults(DatabaseUrl url) {
        return DatabaseOptions.standard().maxSize(DatabaseOptions.inProcessSize());
    }

    @Override
    public ConnectionSource source(DatabaseUrl url, DatabaseOptions options) {
        if (!url.host().isEmpty()) {
            throw new IllegalArgumentException(
                    "The URL " + url + " names a host, and H2 runs in this program: h2:// is a"
                            + " database in memory, h2:///mem:shop one that is shared by name, h2:///shop a file here and"
                            + " h2:////var/lib/shop one anywhere");
        }
        var driver = Drivers.find(url, List.of("org.h2.Driver"), "com.h2database:h2");
        var address = new StringBuilder("jdbc:h2:").append(place(url));
        setting(url, address, "DB_CLOSE_ON_EXIT", "FALSE"); // a program goes on while it shuts down
        if (!url.options().containsKey("MODE")) {
            setting(url, address, "MODE", "PostgreSQL");
            setting(url, address, "DATABASE_TO_LOWER", "TRUE");
            setting(url, address, "DEFAULT_NULL_ORDERING", "HIGH");
        }
        UrlOptions.of(url, Set.of()).forEach((name, value) -> {
            var upper = name.toUpperCase(Locale.ROOT);
            if (!SETTINGS.contains(upper) || value.contains(";")) {
                throw UrlOptions.unknown(url, name, "H2");
            }
            address.append(';').append(upper).append('=').append(value);
        });
        var properties = new Properties();
        properties.setProperty("user", url.username().isEmpty() ? "sa" : url.username());
        properties.setProperty("password", url.password().orElse(""));
        return new ConnectionSource(driver, address.toString(), properties, options.password());
    }

    private static String place(DatabaseUrl url) {
        var name = url.database();
        if (name.isEmpty() || name.equals(":memory:")) {
            return "mem:rapier-" + UUID.randomUUID();
        }
        if (name.contains(";")) {
            throw new IllegalArgumentException("The name of an H2 database has no semicolon: " + url);
        }
        return name.startsWith("mem:")
                ? name
                : "file:" + Path.of(name).toAbsolutePath().normalize();
    }

    private static void setting(DatabaseUrl url, StringBuilder address, String name, String value) {
        if (!url.options().containsKey(name)) {
            address.append(';').append(name).append('=').append(value);
        }
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.H2;
    }

    @Override
    public Binding binding() {
        return new H2Binding();
    }

    @Override
    public ColumnReader reader(ResultSet result, ResultSetMetaData data, int column) throws SQLException {
        var name = data.getColumnTypeName(column);
        if (name.equals("UUID")) {
            return StandardColumns::uuid;
        }
        if (name.startsWith("INTERVAL")) {
            return name.contains("YEAR") || name.contains("MONTH")
                    ? (rows, at) -> rows.getObject(at, Period.class)
                    : (rows, at) -> rows.getObject(at, Duration.class);
        }
        int type = data.getColumnType(column);
        return type == Types.ARRAY ? H2Dialect::list : StandardColumns.reader(type);
    }

    private static @Nullable Object list(ResultSet rows, int column) throws SQLException {
        var array = rows.getArray(column);
        return array == null ? null : Collections.unmodifiableList(Arrays.asList((Object[]) array.getArray()));
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
    public boolean enforcesReadOnly() {
        return false;
    }

    @Override
    public void begin(Connection jdbc, TransactionOptions options) throws SQLException {
        if (options.deferrable()) {
            throw new IllegalArgumentException("H2 has no deferrable transactions");
        }
        if (options.isolation().isPresent()) {
            jdbc.setTransactionIsolation(level(options.isolation().get()));
        }
        jdbc.setAutoCommit(false);
    }

    private static int level(Isolation isolation) {
        return switch (isolation) {
            case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
            case REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
            case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
        };
    }

    @Override
    public void commit(Connection jdbc) throws SQLException {
        jdbc.commit();
        end(jdbc);
    }

    @Override
    public void rollback(Connection jdbc) throws SQLException {
        jdbc.rollback();
        end(jdbc);
    }

    /** The isolation is the session's in H2, so it must not go on to the next transaction, nor the laziness of a stream. */
    private static void end(Connection jdbc) throws SQLException {
        jdbc.setAutoCommit(true);
        if (jdbc.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            jdbc.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Override
    public boolean endsTransaction(DatabaseException failure, boolean wrote) {
        return failure instanceof DeadlockDetected || failure instanceof SerializationFailure;
    }

    /** H2 would work out all rows before the first is read. */
    @Override
    public void beforeStream(Connection jdbc) throws SQLException {
        lazy(jdbc, true);
    }

    @Override
    public void endStream(java.sql.PreparedStatement statement, boolean finished) throws SQLException {
        var jdbc = statement.getConnection();
        statement.close();
        lazy(jdbc, false);
    }

    private static void lazy(Connection jdbc, boolean lazy) throws SQLException {
        try (var statement = jdbc.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION " + lazy);
        }
    }

    @Override
    public String toString() {
        return "H2";
    }
}
