package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.embedded.EmbeddedOptions;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server goes away, stays away, or stands still. */
class ConnectionLostTest {
    private static final String OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()";

    @Test
    void killedBackendIsToldAndThePoolRecovers() {
        try (var db = Databases.withUsers(o -> o.maxSize(2));
                var admin = Databases.beside(db)) {
            assertThatThrownBy(() -> gather(() -> db.fetchVal("SELECT pg_sleep(30)"), () -> {
                        sleep(Duration.ofMillis(200));
                        return admin.fetchAll(OTHERS);
                    }))
                    .isInstanceOf(ConnectionLost.class);
            assertThat(db.fetchVal("SELECT 1")).contains(1);
            assertThat(db.pool().active()).isZero();
        }
    }

    @Test
    void backendThatDiesInATransactionLosesItAndThePoolRecovers() {
        try (var db = Databases.withUsers(o -> o.maxSize(2));
                var admin = Databases.beside(db)) {
            assertThatThrownBy(() -> db.transaction(tx -> {
                        tx.execute("INSERT INTO users (name) VALUES (:name)", Map.of("name", "dan"));
                        admin.fetchAll(OTHERS);
                        return tx.fetchVal("SELECT 1");
                    }))
                    .isInstanceOf(ConnectionLost.class);
            assertThat(Databases.count(db)).isEqualTo(3);
            assertThat(db.pool().active()).isZero();
        }
    }

    @Test
    void serverThatDiesIsToldAndComesBack(@TempDir Path directory) throws Exception {
        var options = EmbeddedOptions.in(directory);
        var server = EmbeddedPostgres.start(options);
        try (var db = Database.of(server.url(), o -> o.poolWait(Duration.ofSeconds(2)))
                .connect()) {
            assertThat(db.fetchVal("SELECT 1")).contains(1);
            server.close();
            assertThatThrownBy(() -> db.fetchVal("SELECT 1")).isInstanceOf(ConnectionLost.class);
            assertThatThrownBy(() -> db.fetchVal("SELECT 1"))
                    .isInstanceOf(ConnectionLost.class)
                    .hasMessageContaining("Can't connect to the database");
            server = EmbeddedPostgres.start(options.port(server.port()));
            assertThat(Databases.eventually(() -> answers(db)))
                    .as("the pool tries again on its own")
                    .isTrue();
            assertThat(db.pool().active()).isZero();
        } finally {
            server.close();
        }
    }

    @Test
    void serverThatStandsStillLetsACancelledTaskGo() throws Exception {
        try (var server = EmbeddedPostgres.start();
                var db = Database.of(server.url(), o -> o.maxSize(1)).connect()) {
            int pid = db.fetchVal(Integer.class, "SELECT pg_backend_pid()").orElseThrow();
            signal("STOP", server.pid());
            signal("STOP", pid);
            try {
                long start = System.nanoTime();
                assertThat(moveOnAfter(Duration.ofMillis(100), () -> db.fetchVal("SELECT 1")))
                        .isEmpty();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
                assertThat(db.pool().active()).isZero();
            } finally {
                signal("CONT", pid);
                signal("CONT", server.pid());
            }
            assertThat(db.fetchVal("SELECT 1")).contains(1);
        }
    }

    private static boolean answers(Database db) {
        try {
            return db.fetchVal("SELECT 1").isPresent();
        } catch (ConnectionLost notYet) {
            return false;
        }
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
