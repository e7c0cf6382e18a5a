package dev.rapier.tour.lesson;

import dev.rapier.async.Resource;
import dev.rapier.sql.Database;
import dev.rapier.sql.DatabaseConnection;

/**
 * An async context manager as a function: the code before {@code yield} acquires, the code behind it releases.
 *
 * <ul>
 *   <li>Ensures the connection is closed
 *   <li>Handles exceptions properly: they come out of {@code yield}
 * </ul>
 */
record ConnectionManager(Console console, Database database) {

    Resource<DatabaseConnection> getDbConnection() {
        return Resource.from(out -> {
            var conn = database.connection();
            try {
                out.yield(conn);
            } finally {
                conn.close();
            }
        });
    }

    Object queryWithConnection() {
        return getDbConnection().use(conn -> {
            var now = conn.fetchVal("SELECT CURRENT_TIMESTAMP").orElseThrow();
            console.print("NOW() is " + now);
            return now;
        });
    }
}
