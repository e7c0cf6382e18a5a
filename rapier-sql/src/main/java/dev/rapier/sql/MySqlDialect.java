package dev.rapier.sql;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** MySQL and MariaDB. Neither driver comes with Rapier: both have licences of another kind. */
record MySqlDialect() implements Dialect {
    private static final int DEFAULT_PORT = 3306;
    private static final String MARIADB = "org.mariadb.jdbc.Driver";
    private static final String MYSQL = "com.mysql.cj.jdbc.Driver";

    /** What Python's drivers want to know and these have no need of: they always speak utf8mb4. */
    private static final Set<String> NOT_NEEDED = Set.of("charset");

    @Override
    public Set<String> schemes() {
        return Set.of("mysql", "mariadb");
    }

    @Override
    public Set<String> drivers() {
        return Set.of("", "jdbc", "aiomysql", "asyncmy", "pymysql", "mysqldb", "mysqlconnector", "mariadbconnector");
    }

    @Override
    public DatabaseOptions defaults(DatabaseUrl url) {
        return DatabaseOptions.standard();
    }

    @Override
    public ConnectionSource source(DatabaseUrl url, DatabaseOptions options) {
        boolean mariadb = url.dialect().equals("mariadb");
        var driver = Drivers.find(
                url,
                mariadb ? List.of(MARIADB, MYSQL) : List.of(MYSQL, MARIADB),
                "org.mariadb.jdbc:mariadb-java-client",
                "com.mysql:mysql-connector-j");
        boolean mariadbDriver = driver.getClass().getName().equals(MARIADB);
        var address = (mariadbDriver ? "jdbc:mariadb://" : "jdbc:mysql://") + url.address("127.0.0.1", DEFAULT_PORT)
                + "/" + path(url.database());
        var properties = new Properties();
        properties.setProperty("user", url.username());
        url.password().ifPresent(secret -> properties.setProperty("password", secret));
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("sessionVariables", "time_zone='+00:00'"); // a TIMESTAMP is a moment in UTC
        if (mariadbDriver) {
            properties.setProperty("useBulkStmts", "true");
        } else {
            properties.setProperty("rewriteBatchedStatements", "true");
            properties.setProperty("useCursorFetch", "true");
            properties.setProperty("connectionTimeZone", "UTC");
        }
        if (isHere(url.host())) {
            properties.setProperty("sslMode", mariadbDriver ? "disable" : "PREFERRED");
        }
        var known = Drivers.options(driver, address);
        UrlOptions.of(url, NOT_NEEDED).forEach((name, value) -> option(url, known, driver, properties, name, value));
        return new ConnectionSource(driver, address, properties, options.password());
    }

    private static void option(
            DatabaseUrl url, Set<String> known, Driver driver, Properties properties, String name, String value) {
        switch (name) {
            case "ssl" -> properties.setProperty("sslMode", sslMode(value, known.contains("localSocket")));
            case "unix_socket" -> properties.setProperty("localSocket", value);
            case "connect_timeout" -> properties.setProperty("connectTimeout", value + "000");
            default -> {
                if (!known.contains(name) || name.equals("password") || name.equals("user")) {
                    throw UrlOptions.unknown(
                            url, name, "the driver " + driver.getClass().getName());
                }
                properties.setProperty(name, value);
            }
        }
    }

    /** As with PostgreSQL, {@code true} encrypts and trusts every server; to check who it is, there are the driver's own modes. */
    private static String sslMode(String value, boolean mariadbDriver) {
        return switch (value) {
            case "true" -> mariadbDriver ? "trust" : "REQUIRED";
            case "false" -> mariadbDriver ? "disable" : "DISABLED";
            default -> value;
        };
    }

    private static boolean isHere(String host) {
        return host.isEmpty() || host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    private static String path(String database) {
        if (database.matches("[^/?&#%\\s]*")) {
            return database;
        }
        throw new IllegalArgumentException("The name of a MySQL database in a URL is plain, not '" + database + "'");
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.MYSQL;
    }

    @Override
    public Binding binding() {
        return new TextBinding(this, "");
    }

    @Override
    public ColumnReader reader(ResultSet result, ResultSetMetaData data, int column) throws SQLException {
        return switch (data.getColumnTypeName(column).toUpperCase(java.util.Locale.ROOT)) {
            case "TIMESTAMP" -> StandardColumns::utc;
            case "UUID" -> StandardColumns::uuid;
            case "YEAR" -> StandardColumns::integer;
            default -> StandardColumns.reader(data.getColumnType(column));
        };
    }

    @Override
    public boolean keysComeFromDriver() {
        return true;
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
        if (options.deferrable()) {
            throw new IllegalArgumentException("MySQL and MariaDB have no deferrable transactions");
        }
        var modes = options.sql();
        if (modes.isPresent()) {
            try (var statement = jdbc.createStatement()) {
                statement.execute(modes.get()); // the next transaction's
            }
        }
        jdbc.setAutoCommit(false);
    }

    /** A deadlock takes the whole transaction back, unlike any other failure (MySQL Reference Manual, 17.20.5). */
    @Override
    public boolean endsTransaction(DatabaseException failure, boolean wrote) {
        return failure instanceof DeadlockDetected || failure instanceof SerializationFailure;
    }

    /** The server goes on to send what was not read, unless it is told to stop. */
    @Override
    public void endStream(PreparedStatement statement, boolean finished) throws SQLException {
        if (finished) {
            statement.close();
            return;
        }
        try (statement) {
            statement.cancel();
        } catch (SQLException e) {
            if (!(SqlStates.translate(e, null) instanceof QueryCancelled)) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return "MySQL and MariaDB";
    }
}
