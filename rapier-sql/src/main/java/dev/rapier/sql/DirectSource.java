package dev.rapier.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connections beside the pool, for work that opens and closes its own; a cancel breaks all of them off. */
final class DirectSource extends ConnectionSource {
    private final Collection<Connection> opened = new ConcurrentLinkedQueue<>();

    DirectSource(ConnectionSource source) {
        super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        opened.add(connection);
        return connection;
    }

    void abortAll() throws SQLException {
        for (var connection : opened) {
            connection.abort(Runnable::run);
        }
    }
}
