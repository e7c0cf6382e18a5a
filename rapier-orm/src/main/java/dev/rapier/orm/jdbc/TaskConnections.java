package dev.rapier.orm.jdbc;

import dev.rapier.async.Task;
import dev.rapier.sql.Database;
import dev.rapier.sql.DatabaseConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where sessions get their connections. The session of a task shares the task's connection, so that statements of the
 * {@link Database} beside it belong to its transaction, and it to a transaction around it. A second session of the same task
 * takes another connection, for the commit of the one must not depend on the other.
 */
public final class TaskConnections {
    private final Database database;
    private final boolean connects;

    /** Those of whom a session has a connection, see {@link Task#holder}. */
    private final Set<Object> sharing = ConcurrentHashMap.newKeySet();

    /** Connections of this database; where {@code connects}, the first one opens it. */
    public TaskConnections(Database database, boolean connects) {
        this.database = database;
        this.connects = connects;
    }

    /** A connection that is out, and what to do when it has been given back. */
    record Taken(DatabaseConnection connection, Runnable afterwards) {}

    /** For a session that was opened by {@code opener}, a {@link Task#holder}. */
    Taken take(Object opener) {
        if (Task.holder() != opener || !sharing.add(opener)) {
            return new Taken(own(), () -> {});
        }
        try {
            return new Taken(connected().connection(), () -> sharing.remove(opener));
        } catch (Throwable e) {
            sharing.remove(opener);
            throw e;
        }
    }

    /** One that is shared with nobody. */
    DatabaseConnection own() {
        return connected().ownConnection();
    }

    /** The database, connected where that is ours to do. */
    public Database connected() {
        return connects && !database.isConnected() ? database.connect() : database;
    }
}
