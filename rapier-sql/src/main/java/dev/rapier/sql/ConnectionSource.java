package dev.rapier.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one database; the pool keeps them. {@code address} is JDBC's and has no password in it, which is among
 * {@code properties}, or comes from {@code password} for each connection anew.
 */
class ConnectionSource implements DataSource {
    private final Driver driver;
    private final String address;
    private final Properties properties;
    private final Optional<Supplier<String>> password;

    ConnectionSource(Driver driver, String address, Properties properties, Optional<Supplier<String>> password) {
        this.driver = driver;
        this.address = address;
        this.properties = properties;
        this.password = password;
    }

    ConnectionSource(ConnectionSource same) {
        this(same.driver, same.address, same.properties, same.password);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connecting = (Properties) properties.clone();
        password.ifPresent(secret -> connecting.setProperty("password", secret.get()));
        var connection = driver.connect(address, connecting);
        if (connection == null) {
            throw new SQLException(
                    "The driver " + driver.getClass().getName() + " does not take the address " + address);
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
        return 5; // seconds, as the drivers' connect timeouts; the pool waits so long at its end for a connection that
        // is
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
