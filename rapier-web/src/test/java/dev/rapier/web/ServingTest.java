package dev.rapier.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole process from its start to its exit code. */
class ServingTest {
    private Process process;
    private BufferedReader out;

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    private void start(String program) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServingProgram.class.getName(),
                        program)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    private void awaitLine(String beginning) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = out.readLine();
        }
        assertThat(line).as("a line that begins with '%s'", beginning).isNotNull();
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("has ended").isTrue();
        return process.exitValue();
    }

    @Test
    void aSignalStopsGracefullyWithExitCode0() throws Exception {
        start("plain");
        awaitLine("Rapier serves http://127.0.0.1:8000, docs at http://127.0.0.1:8000/docs");
        awaitLine("Settings: host=127.0.0.1 port=8000");

        process.toHandle().destroy();

        awaitLine("Stopping");
        awaitLine("hook ran");
        assertThat(exitCode()).isZero();
        assertThat(process.getErrorStream().readAllBytes()).isEmpty();
    }

    @Test
    void aSecondSignalEndsAtOnce() throws Exception {
        start("hangs at the end");
        awaitLine("Rapier serves");
        process.toHandle().destroy();
        awaitLine("hanging");

        process.toHandle().destroy();

        assertThat(exitCode()).isEqualTo(128 + 15);
    }

    @Test
    void aSignalWhileStartingGivesUpTheStartWithExitCode0() throws Exception {
        start("hangs at the start");
        awaitLine("hanging");

        process.toHandle().destroy();

        assertThat(exitCode()).isZero();
    }

    @Test
    void aFailingStartIsOneSentenceAndExitCode1() throws Exception {
        start("fails at the start");

        assertThat(exitCode()).isEqualTo(1);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("Rapier could not start: The start-up hook onStartup failed: the database is down\n");
    }

    @Test
    void anObjectThatCantBeServedIsOneSentenceAndExitCode1() throws Exception {
        start("can't be served");

        assertThat(exitCode()).isEqualTo(1);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("Rapier could not start: The path template 'no-slash' does not begin with a slash\n");
    }
}
