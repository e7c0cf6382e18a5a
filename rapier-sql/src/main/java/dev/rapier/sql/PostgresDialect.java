package dev.rapier.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgResultSet;

/** PostgreSQL, the database that the others are measured against. */
record PostgresDialect() implements Dialect {
    private static final int DEFAULT_PORT = 5432;

    /** The options of a URL that are Rapier's own, beside those of every pool. */
    private static final Set<String> OURS = Set.of("pgbouncer", "directory", "host", "unix_sock");

    @Override
    public Set<String> schemes() {
        return Set.of("postgresql", "postgres");
    }

    @Override
    public Set<String> drivers() {
        return Set.of("", "jdbc", "asyncpg", "aiopg", "psycopg", "psycopg2", "pg8000", "embedded");
    }

    @Override
    public DatabaseOptions defaults(DatabaseUrl url) {
        return DatabaseOptions.standard();
    }

    @Override
    public ConnectionSource source(DatabaseUrl url, DatabaseOptions options) {
        var address = "jdbc:postgresql://" + url.address(hostOption(url), DEFAULT_PORT) + "/";
        var properties = new Properties();
        set(properties, PGProperty.PG_DBNAME, url.database().isEmpty() ? url.username() : url.database());
        set(properties, PGProperty.USER, url.username());
        url.password().ifPresent(secret -> set(properties, PGProperty.PASSWORD, secret));
        set(properties, PGProperty.APPLICATION_NAME, "rapier");
        set(properties, PGProperty.TCP_KEEP_ALIVE, "true");
        set(properties, PGProperty.REWRITE_BATCHED_INSERTS, "true");
        set(properties, PGProperty.CONNECT_TIMEOUT, "5");
        set(properties, PGProperty.CANCEL_SIGNAL_TIMEOUT, "2");
        set(properties, PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        if (options.behindPgbouncer()) {
            set(properties, PGProperty.PREPARE_THRESHOLD, "0");
        } else {
            // The net under the cancel: a server whose client is gone ends the statement within a second.
            set(properties, PGProperty.OPTIONS, "-c client_connection_check_interval=1000");
        }
        UrlOptions.of(url, OURS).forEach((name, value) -> option(url, properties, name, value));
        return new ConnectionSource(new Driver(), address, properties, options.password());
    }

    /** The host that stands in an option, as libpq has it, for a URL with none before the path; this machine if there is none either. */
    private static String hostOption(DatabaseUrl url) {
        var option = url.options().getOrDefault("unix_sock", url.options().getOrDefault("host", ""));
        if (option.startsWith("/") || url.options().containsKey("unix_sock")) {
            throw new IllegalArgumentException("The URL " + url
                    + " asks for a Unix socket, which PostgreSQL's JDBC driver does not speak; give a host and a port");
        }
        return option.isEmpty() ? "127.0.0.1" : option;
    }

    private static void option(DatabaseUrl url, Properties properties, String name, String value) {
        switch (name) {
            case "ssl" ->
                set(
                        properties,
                        PGProperty.SSL_MODE,
                        switch (value) {
                            case "true" -> "require";
                            case "false" -> "disable";
                            default -> value;
                        });
            case "application_name" -> set(properties, PGProperty.APPLICATION_NAME, value);
            case "connect_timeout" -> set(properties, PGProperty.CONNECT_TIMEOUT, value);
            case "options" ->
                set(properties, PGProperty.OPTIONS, (properties.getProperty("options", "") + " " + value).strip());
            default -> {
                if (PGProperty.forName(name) == null) {
                    throw UrlOptions.unknown(url, name, "PostgreSQL's driver");
                }
                properties.setProperty(name, value);
            }
        }
    }

    private static void set(Properties properties, PGProperty property, String value) {
        properties.setProperty(property.getName(), value);
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.POSTGRES;
    }

    @Override
    public Binding binding() {
        return new PostgresBinding();
    }

    @Override
    public ColumnReader reader(ResultSet result, ResultSetMetaData data, int column) throws SQLException {
        // getColumnTypeName would ask the server which columns are serial, once for each table and connection
        int oid = result.unwrap(PgResultSet.class).getColumnOID(column);
        var types = result.getStatement()
                .getConnection()
                .unwrap(BaseConnection.class)
                .getTypeInfo();
        return PostgresColumns.reader(Objects.requireNonNullElse(types.getPGType(oid), ""));
    }

    @Override
    public boolean keysComeFromDriver() {
        return false; // RETURNING does it
    }

    @Override
    public boolean runsInProcess() {
        return false;
    }

    @Override
    public boolean enforcesReadOnly() {
        return true;
    }

    @Override
    public void begin(Connection jdbc, TransactionOptions options) throws SQLException {
        jdbc.setAutoCommit(false); // the driver sends BEGIN with the first statement
        var modes = options.sql();
        if (modes.isPresent()) {
            execute(jdbc, modes.get());
        }
    }

    @Override
    public Optional<String> statementLimit(DatabaseOptions options) {
        return options.behindPgbouncer() || options.statementTimeout().isZero()
                ? Optional.empty()
                : Optional.of("SET statement_timeout = "
                        + Math.max(1, options.statementTimeout().toMillis()));
    }

    /** PostgreSQL waits for a lock for ever, unless it has been told a limit; then that is left as it is. */
    @Override
    public void limitLocks(Connection jdbc, Duration limit) throws SQLException {
        execute(
                jdbc,
                "SELECT set_config('lock_timeout', '" + Math.max(1, limit.toMillis())
                        + "', false) WHERE current_setting('lock_timeout') = '0'");
    }

    @Override
    public void unlimitLocks(Connection jdbc) throws SQLException {
        execute(jdbc, "RESET lock_timeout");
    }

    private static void execute(Connection jdbc, String sql) throws SQLException {
        try (var statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    /** PostgreSQL answers the COMMIT of a transaction in which a statement failed with a silent ROLLBACK. */
    @Override
    public boolean hasFailed(Connection jdbc) throws SQLException {
        return jdbc.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED;
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }
}
