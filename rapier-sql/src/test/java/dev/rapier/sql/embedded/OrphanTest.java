package dev.rapier.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No server outlives its program, and what a killed one left does not stand in the way of the next. */
class OrphanTest {
    @Test
    void serverEndsWhenItsProgramIsKilled() throws Exception {
        endsWithItsProgram(Process::destroyForcibly);
    }

    @Test
    void serverEndsWhenItsProgramIsTerminated() throws Exception {
        endsWithItsProgram(Process::destroy);
    }

    private static void endsWithItsProgram(Consumer<Process> end) throws Exception {
        var program = Servers.program(LongProgram.class);
        try (var out = program.inputReader()) {
            long pid = Long.parseLong(out.readLine());
            var directory = Path.of(out.readLine()).getParent();
            assertThat(Servers.runs(pid)).isTrue();
            end.accept(program);
            assertThat(Servers.eventually(() -> !Servers.runs(pid))).isTrue();
            assertThat(Servers.eventually(() -> Servers.gone(directory))).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }

    static final class LongProgram {
        public static void main(String[] arguments) throws Exception {
            var server = EmbeddedPostgres.start();
            System.out.println(server.pid());
            System.out.println(server.data());
            System.in.read();
        }
    }

    @Test
    void nextStartStopsTheServerThatIsLeft(@TempDir Path directory) throws Exception {
        var options = EmbeddedOptions.in(directory);
        EmbeddedPostgres.start(options).close();
        var left = unguarded(directory);
        try (var server = EmbeddedPostgres.start(options)) {
            assertThat(left.isAlive()).isFalse();
            assertThat(Servers.query(server, "SELECT 1")).isEqualTo("1");
        } finally {
            left.destroyForcibly();
        }
    }

    @Test
    void strangerWithTheNumberOfTheOldServerIsLeftAlone(@TempDir Path directory) throws Exception {
        var options = EmbeddedOptions.in(directory);
        EmbeddedPostgres.start(options).close();
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    directory.resolve("data/postmaster.pid"),
                    stranger.pid() + "\n" + directory.resolve("data") + "\n1\n5432\n\n127.0.0.1\n 1 1\nready\n");
            try (var server = EmbeddedPostgres.start(options)) {
                assertThat(Servers.query(server, "SELECT 1")).isEqualTo("1");
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void directoryInUseIsRefused(@TempDir Path directory) {
        var options = EmbeddedOptions.in(directory);
        try (var server = EmbeddedPostgres.start(options)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(options.startTimeout(Duration.ofMillis(300))))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("is in use by another program");
            assertThat(server.isRunning()).isTrue();
        }
    }

    private static Process unguarded(Path directory) throws Exception {
        var user = ServerUser.find();
        var installation = Installation.ready(Binaries.find(), user, user.cache());
        var data = directory.resolve("data");
        var process = new ProcessBuilder(user.command(
                        installation.program("postgres"),
                        List.of(
                                "-D",
                                data.toString(),
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-p",
                                Integer.toString(EmbeddedPostgres.freePort()))))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("left.log").toFile())
                .start();
        assertThat(Servers.eventually(() -> PidFile.read(data)
                        .filter(file -> file.ready(process.pid()))
                        .isPresent()))
                .isTrue();
        return process;
    }
}
