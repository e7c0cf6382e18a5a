package dev.rapier.orm.jdbc;

import dev.rapier.sql.DatabaseConnection;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.service.UnknownUnwrapTypeException;
import org.jspecify.annotations.Nullable;

/** Connections that Hibernate itself asks for, beside those of sessions: to create tables, and for generators that count in a table. */
public final class HibernateConnections implements ConnectionProvider {
    private static final long serialVersionUID = 1L;

    private final transient TaskConnections source;
    private final transient @Nullable Echo echo;

    /** Connections from this source. */
    public HibernateConnections(TaskConnections source, @Nullable Echo echo) {
        this.source = source;
        this.echo = echo;
    }

    @Override
    public Connection getConnection() {
        return new View(source.own(), echo).connection;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (!isUnwrappableAs(type)) {
            throw new UnknownUnwrapTypeException(type);
        }
        return type.cast(this);
    }

    /** A connection as it is, but for its statements and its end. */
    private static final class View {
        final Connection connection =
                JdbcCall.view(Connection.class, (_, method, arguments) -> call(method, arguments));
        private final DatabaseConnection held;
        private final @Nullable Echo echo;

        View(DatabaseConnection held, @Nullable Echo echo) {
            this.held = held;
            this.echo = echo;
        }

        private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Exception {
            if (method.getName().equals("close")) {
                held.close();
                return null;
            }
            var result = JdbcCall.on(held.unwrap(), method, arguments).orElse(null);
            var sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : "";
            return result instanceof Statement statement
                    ? StatementView.of(statement, sql, held, connection, echo, _ -> {})
                    : result;
        }
    }
}
