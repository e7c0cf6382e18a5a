package dev.rapier.sql;

import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.stream.Stream;

/** A server of the test's own whose processes stand still until they are thawed: they take what is sent and answer nothing. */
final class FrozenServer implements AutoCloseable {
    private final List<Long> processes;
    private boolean frozen = true;

    private FrozenServer(List<Long> processes) throws Exception {
        this.processes = processes;
        signal("STOP");
    }

    /** Stops the postmaster first, so that it starts no others, then the backends of a database. */
    static FrozenServer of(EmbeddedPostgres server, Database db) throws Exception {
        var backends =
                db.fetchAll(Long.class, "SELECT pid::bigint FROM pg_stat_activity WHERE datname = current_database()");
        return new FrozenServer(
                Stream.concat(Stream.of(server.pid()), backends.stream()).toList());
    }

    void thaw() throws Exception {
        if (frozen) {
            frozen = false;
            signal("CONT");
        }
    }

    @Override
    public void close() throws Exception {
        thaw();
    }

    private void signal(String name) throws Exception {
        for (long process : processes) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process))
                    .start()
                    .waitFor();
        }
    }
}
