package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.moveOnAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectTest {
    @Test
    @Tag("D1")
    @DisplayName("D1: connect and disconnect twice are harmless, and so is coming back")
    void connectAndDisconnectAreIdempotent() {
        var db = Databases.fresh();
        assertThat(db.connect().isConnected()).isTrue();
        db.disconnect();
        db.disconnect();
        assertThat(db.isConnected()).isFalse();
        db.connect();
        assertThat(db.fetchVal(Integer.class, "SELECT 1")).contains(1);
        db.disconnect();
    }

    @Test
    @Tag("D2")
    @DisplayName("D2: a statement before connect is a clear error")
    void statementBeforeConnectIsAnError() {
        var db = Database.of("postgresql://user:secret@localhost/x");
        assertThatThrownBy(() -> db.fetchAll("SELECT 1"))
                .isInstanceOf(DatabaseNotConnected.class)
                .hasMessageContaining("call connect()")
                .hasMessageNotContaining("secret");
    }

    @Test
    @Tag("D2")
    @DisplayName("D2: a failed statement leaves the next one working")
    void failureLeavesThePoolWorking() {
        try (var db = Databases.fresh(o -> o.maxSize(1))) {
            assertThatThrownBy(() -> db.fetchAll("SELECT nonsense")).isInstanceOf(BadSql.class);
            assertThatThrownBy(() -> db.fetchAll("SELECT :a")).isInstanceOf(BadParameters.class);
            assertThat(db.fetchVal(Integer.class, "SELECT 1")).contains(1);
            assertThat(db.pool().active()).isZero();
        }
    }

    @Test
    @Tag("D2")
    @DisplayName("D2: a connection that could not be had, by error or by cancel, leaves the next statement working")
    void failedAcquireLeavesThePoolWorking() throws Exception {
        try (var db = Databases.fresh(o -> o.maxSize(1).poolWait(Duration.ofMillis(50)))) {
            Databases.whileOneIsHeld(db, () -> {
                assertThatThrownBy(() -> db.fetchVal("SELECT 1")).isInstanceOf(PoolTimeout.class);
                assertThat(moveOnAfter(Duration.ofMillis(5), () -> db.fetchVal("SELECT 1")))
                        .isEmpty();
            });
            assertThat(db.fetchVal("SELECT 1")).contains(1);
            assertThat(db.pool().active()).isZero();
        }
    }

    @Test
    @Tag("D23")
    @DisplayName("D23: ssl of the URL reaches the driver")
    void sslOfTheUrlReachesTheDriver() {
        try (var plain = Databases.fresh()) {
            var url = plain.url().reveal();
            try (var without = Database.of(url + "?ssl=false").connect()) {
                assertThat(without.fetchVal("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                        .contains(false);
            }
            assertThatThrownBy(() -> Database.of(url + "?ssl=true").connect())
                    .isInstanceOf(ConnectionLost.class)
                    .hasMessageContaining("SSL");
        }
    }

    @Test
    void databaseThatIsDownIsToldInOneSentence() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var db = Database.of("postgresql://user:secret@127.0.0.1:" + port + "/shop");
        assertThatThrownBy(db::connect)
                .isInstanceOf(ConnectionLost.class)
                .hasMessageStartingWith(
                        "Can't connect to the database postgresql://user:********@127.0.0.1:" + port + "/shop")
                .hasMessageContaining("refused")
                .hasMessageNotContaining("secret");
        assertThat(db.isConnected()).isFalse();
    }

    @Test
    void wrongPasswordIsToldWithoutIt() {
        var right = Databases.fresh();
        var wrong = Database.of(right.url().withPassword("wrong-secret"), o -> o);
        assertThatThrownBy(wrong::connect)
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("wrong-secret");
        right.close();
    }

    @Test
    @Tag("D12")
    @DisplayName("D12: two databases never share connections")
    void databasesAreApart() {
        try (var one = Databases.withUsers();
                var two = Databases.beside(one)) {
            var pids = one.transaction(() -> two.transaction(() -> gatherPids(one, two)));
            assertThat(pids).doesNotHaveDuplicates().hasSize(2);
        }
    }

    private static List<Integer> gatherPids(Database one, Database two) {
        return List.of(pid(one), pid(two));
    }

    private static int pid(Database db) {
        return db.fetchVal(Integer.class, "SELECT pg_backend_pid()").orElseThrow();
    }

    @Test
    @Tag("D23")
    @DisplayName("D23: a password supplier is asked for each new connection")
    void passwordSupplierIsAsked() {
        var right = Databases.fresh();
        var asked = new AtomicInteger();
        var secret = right.url().password().orElseThrow();
        try (var db = Database.of(
                right.url().withPassword("wrong"),
                o -> o.minSize(0).password(() -> {
                    asked.incrementAndGet();
                    return secret;
                }))) {
            db.connect();
            int first = asked.get();
            assertThat(first).isPositive();
            gather(() -> db.fetchAll("SELECT pg_sleep(0.2)"), () -> db.fetchAll("SELECT pg_sleep(0.2)"));
            assertThat(asked.get()).isGreaterThan(first);
        }
        right.close();
    }

    @Test
    void embeddedUrlStartsAServerThatKeepsItsData(@TempDir Path directory) throws Exception {
        var url = "postgresql+embedded://shop?directory=" + directory.resolve("shop");
        try (var db = Database.of(url).connect();
                var joined = Database.of(url).connect()) {
            db.execute("CREATE TABLE item AS SELECT 7 AS id");
            assertThat(joined.fetchVal(Integer.class, "SELECT id FROM item")).contains(7);
        }
        assertThat(Files.exists(directory.resolve("shop/data/postmaster.pid"))).isFalse();
        try (var db = Database.of(url).connect()) {
            assertThat(db.fetchVal(Integer.class, "SELECT id FROM item")).contains(7);
        }
    }

    @Test
    void whoLooksOutFindsTheNetUnderTheCancel() {
        try (var db = Databases.fresh()) {
            assertThat(db.fetchVal("SHOW client_connection_check_interval")).contains("1s");
            assertThat(db.fetchVal("SHOW application_name")).contains("rapier");
        }
    }
}
