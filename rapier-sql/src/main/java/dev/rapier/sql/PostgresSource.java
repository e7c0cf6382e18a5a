package dev.rapier.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens connections to a PostgreSQL server; the pool keeps them. */
class PostgresSource implements DataSource {
    /** The options of a URL that are Rapier's own; all others are the driver's. */
    private static final Set<String> OURS =
            Set.of("min_size", "max_size", "pool_timeout", "pgbouncer", "directory", "host", "unix_sock");

    private static final int DEFAULT_PORT = 5432;

    private final Driver driver = new Driver();
    private final DatabaseUrl url;
    private final String address;
    private final Properties properties = new Properties();
    private final Optional<Supplier<String>> password;

    PostgresSource(DatabaseUrl url, DatabaseOptions options) {
        this.url = url;
        this.password = options.password();
        var host = host(url);
        this.address = "jdbc:postgresql://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + url.port().orElse(DEFAULT_PORT) + "/";
        set(PGProperty.PG_DBNAME, url.database().isEmpty() ? url.username() : url.database());
        set(PGProperty.USER, url.username());
        url.password().ifPresent(secret -> set(PGProperty.PASSWORD, secret));
        set(PGProperty.APPLICATION_NAME, "rapier");
        set(PGProperty.TCP_KEEP_ALIVE, "true");
        set(PGProperty.REWRITE_BATCHED_INSERTS, "true");
        set(PGProperty.CONNECT_TIMEOUT, "5");
        set(PGProperty.CANCEL_SIGNAL_TIMEOUT, "2");
        set(PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        if (options.behindPgbouncer()) {
            set(PGProperty.PREPARE_THRESHOLD, "0");
        } else {
            // The net under the cancel: a server whose client is gone ends the statement within a second.
            set(PGProperty.OPTIONS, "-c client_connection_check_interval=1000");
        }
        url.options().forEach(this::option);
    }

    /** The host, which stands in an option where it stands nowhere else, as libpq has it. */
    private static String host(DatabaseUrl url) {
        var option = url.options().getOrDefault("unix_sock", url.options().getOrDefault("host", ""));
        if (option.startsWith("/") || url.options().containsKey("unix_sock")) {
            throw new IllegalArgumentException("The URL " + url
                    + " asks for a Unix socket, which PostgreSQL's JDBC driver does not speak; give a host and a port");
        }
        var host = url.host().isEmpty() ? option : url.host();
        return host.isEmpty() ? "127.0.0.1" : host;
    }

    /** Whether an option of a URL is one that is known here. */
    private void option(String name, String value) {
        if (OURS.contains(name)) {
            return;
        }
        switch (name) {
            case "ssl" ->
                set(
                        PGProperty.SSL_MODE,
                        switch (value) {
                            case "true" -> "require";
                            case "false" -> "disable";
                            default -> value;
                        });
            case "application_name" -> set(PGProperty.APPLICATION_NAME, value);
            case "connect_timeout" -> set(PGProperty.CONNECT_TIMEOUT, value);
            case "options" -> set(PGProperty.OPTIONS, (properties.getProperty("options", "") + " " + value).strip());
            default -> {
                if (PGProperty.forName(name) == null) {
                    throw new IllegalArgumentException("The URL " + url + " has the option " + name
                            + ", which neither Rapier nor PostgreSQL's driver knows");
                }
                properties.setProperty(name, value);
            }
        }
    }

    private void set(PGProperty property, String value) {
        properties.setProperty(property.getName(), value);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connecting = (Properties) properties.clone();
        password.ifPresent(secret -> connecting.setProperty(PGProperty.PASSWORD.getName(), secret.get()));
        var connection = driver.connect(address, connecting);
        if (connection == null) {
            throw new SQLException("PostgreSQL's driver does not take the address " + address);
        }
        return connection;
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The user is the one of the URL");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 5; // seconds, as the connect timeout above; the pool waits so long at its end for a connection that is
        // just being made
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Nothing is wrapped here");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
