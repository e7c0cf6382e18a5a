package dev.rapier.sql.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The servers of this JVM that were asked for by name, with how many use each: a database and an engine may share one. */
final class NamedServers {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** Under {@link #LOCK}. */
    private static final Map<Path, Entry> SERVERS = new HashMap<>();

    private record Entry(EmbeddedPostgres server, int users) {}

    private NamedServers() {}

    static EmbeddedPostgres join(EmbeddedOptions options) {
        var directory = options.directory().orElseThrow();
        LOCK.lock();
        try {
            var entry = SERVERS.get(directory);
            if (entry != null && entry.server.isRunning()) {
                SERVERS.put(directory, new Entry(entry.server, entry.users + 1));
                return entry.server;
            }
            var server = EmbeddedPostgres.start(options);
            SERVERS.put(directory, new Entry(server, 1));
            return server;
        } finally {
            LOCK.unlock();
        }
    }

    /** Takes one user of the server away; true while others are left. */
    static boolean leave(EmbeddedPostgres server) {
        LOCK.lock();
        try {
            var directory = server.data().getParent();
            var entry = SERVERS.get(directory);
            if (entry == null || entry.server != server) {
                return false;
            }
            if (entry.users > 1) {
                SERVERS.put(directory, new Entry(server, entry.users - 1));
                return true;
            }
            SERVERS.remove(directory);
            return false;
        } finally {
            LOCK.unlock();
        }
    }
}
