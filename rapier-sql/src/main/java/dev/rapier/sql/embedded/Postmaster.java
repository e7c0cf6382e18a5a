package dev.rapier.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The running server process, and the guard that ends it.
 *
 * <p>The guard is a shell that waits for the end of its standard input, a pipe from this JVM. The pipe ends when we
 * close it and when the JVM dies in any way, also by SIGKILL; then the guard sends SIGINT, PostgreSQL's fast shutdown.
 * So no server outlives its program, and no shutdown hook stops the database while the program still finishes its
 * requests.
 */
final class Postmaster {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** Arguments: the server's process id, its data directory, and a directory to delete in the end or nothing. */
    private static final String GUARD = """
            cat >/dev/null
            kill -INT "$1" 2>/dev/null
            i=0
            while kill -0 "$1" 2>/dev/null && [ -e "$2/postmaster.pid" ]; do
              i=$((i + 1))
              [ $i = 150 ] && kill -QUIT "$1" 2>/dev/null
              [ $i = 180 ] && kill -KILL "$1" 2>/dev/null
              [ $i -gt 190 ] && break
              sleep 0.1 || sleep 1
            done
            [ -n "$3" ] && rm -rf -- "$3"
            exit 0
            """;

    private final Process server;
    private final Process guard;

    private Postmaster(Process server, Process guard) {
        this.server = server;
        this.guard = guard;
    }

    /** Starts the server and waits until it accepts connections. */
    static Postmaster start(
            Installation installation, Path data, Path log, String deleteInTheEnd, Map<String, String> settings)
            throws IOException {
        var arguments = new ArrayList<>(List.of("-D", data.toString()));
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        var server = new ProcessBuilder(
                        inItsOwnSession(installation.user().command(installation.program("postgres"), arguments)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            server.getOutputStream().close();
            var guard = new ProcessBuilder(inItsOwnSession(List.of(
                            "sh",
                            "-c",
                            GUARD,
                            "rapier-postgres-guard",
                            Long.toString(server.pid()),
                            data.toString(),
                            deleteInTheEnd)))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Postmaster(server, guard);
        } catch (IOException e) {
            server.destroyForcibly();
            throw e;
        }
    }

    /** Waits until the server accepts connections; false when it ended instead. */
    boolean awaitReady(Path data, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!PidFile.read(data).filter(file -> file.ready(server.pid())).isPresent()) {
            if (server.waitFor(5, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                return false;
            }
        }
        return true;
    }

    long pid() {
        return server.pid();
    }

    boolean isAlive() {
        return server.isAlive();
    }

    /** Fast shutdown: open transactions are rolled back, all is written. Returns when the server is gone. */
    void stop() {
        boolean interrupted = Thread.interrupted(); // a cancelled program still stops its server
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                guard.destroyForcibly();
            }
            if (!server.waitFor(1, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (IOException pipeIsBroken) { // the guard was killed: do its work
            server.destroyForcibly();
        } catch (InterruptedException e) {
            interrupted = true;
            server.destroyForcibly();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Keeps the terminal's Ctrl-C away from the server, which would otherwise stop before the program does. */
    private static List<String> inItsOwnSession(List<String> command) {
        for (var directory : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(directory))) {
                var prefixed = new ArrayList<>(List.of(directory));
                prefixed.addAll(command);
                return prefixed;
            }
        }
        return command;
    }
}
