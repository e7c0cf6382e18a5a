package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code rapier ps} and {@code pstree} at processes of their own, which know nothing of it. */
class LookTest {
    private static final String JARS = System.getProperty("java.class.path");

    /** Three tasks; two of them and a lock wait for each other in a circle. */
    private static final String PROGRAM = """
            import module dev.rapier;
            import static dev.rapier.async.Async.*;

            void main() {
                var lock = new AsyncLock("inventory");
                Coroutine<Void> writer = () -> { lock.withLock(() -> {}); return null; };
                Coroutine<Void> reader = () -> { timeout(Duration.ofHours(1), () -> sleep(Duration.ofHours(2))); return null; };
                Coroutine<Void> body = () -> group(g -> {
                    g.start(reader.named("reader"));
                    Task<?> started = g.start(writer.named("writer"));
                    while (started.waitingFor().isEmpty()) checkpoint();
                    IO.println("ready");
                    return null;
                });
                run(() -> lock.withLock(body));
            }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private int rapier(String... line) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(line);
    }

    private static String pid(Process process) {
        return Long.toString(process.pid());
    }

    /** A process of Java that has printed one line. */
    private Process java(String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.add(file.toString());
        return start(command);
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    private Process program() throws IOException {
        return java("--module-path", JARS, "--add-modules", "ALL-MODULE-PATH", "-Drapier.debug=true");
    }

    @Test
    void tasksOfAProcessAreListedAndDrawnFromOutside() throws IOException {
        Process process = program();

        assertThat(rapier("ps", pid(process))).as(err.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("ID +NAME +STATE +WAITS FOR +AWAITED BY +AGE +IS AT +MADE AT")
                .containsPattern("\\d+ +main +waiting +a group of 2 tasks +[\\d.]+ m?s +Program.java:\\d+")
                .containsPattern(
                        "\\d+ +reader +waiting +sleep of 7200 s +main +[\\d.]+ m?s +Program.java:7 +Program.java:9")
                .containsPattern("\\d+ +writer +waiting +.*inventory.* +main ")
                .contains("tasks wait for each other in a circle: main -> writer -> main");

        out.getBuffer().setLength(0);
        assertThat(rapier("pstree", pid(process))).isZero();
        assertThat(out.toString())
                .containsPattern("main #\\d+, waiting for a group of 2 tasks")
                .containsPattern("└── a group")
                .containsPattern("├── reader #\\d+, waiting for sleep of 7200 s, .* left, made at Program.java:9")
                .contains("│   └── a timeout of 3600 s")
                .contains("tasks wait for each other in a circle: main -> writer -> main")
                .doesNotContain("    at ");

        out.getBuffer().setLength(0);
        assertThat(rapier("pstree", "--stacks", pid(process))).isZero();
        assertThat(out.toString()).containsPattern("at (\\w+//)?Program\\.");

        out.getBuffer().setLength(0);
        assertThat(rapier("ps", "--json", pid(process))).isZero();
        assertThat(out.toString())
                .startsWith("{\"roots\":[{\"number\":")
                .contains("\"name\":\"reader\",\"state\":\"WAITING\",\"waitingFor\":\"sleep of 7200 s\"")
                .contains("\"circles\":[\"main -> writer -> main\"]");
    }

    @Test
    void withoutAProcessThoseThatRunRapierAreListed() throws IOException {
        Process process = program();
        assertThat(rapier("ps")).isZero();
        assertThat(out.toString()).containsPattern("PID +PROGRAM").containsPattern("(?m)^ *" + process.pid() + "  .+");
    }

    @Test
    void aProcessIsWatchedUntilItEnds() throws Exception {
        Process process = program();
        Thread watcher = Thread.ofVirtual().start(() -> rapier("ps", "--watch", "0.1", pid(process)));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (out.toString().split("AWAITED BY", -1).length < 4) {
            assertThat(System.nanoTime()).as(out.toString() + err).isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
        process.destroyForcibly();
        assertThat(watcher.join(java.time.Duration.ofSeconds(30))).isTrue();
        assertThat(out.toString()).endsWith("The process has ended\n");
    }

    @Test
    void aNumberWithoutAProcessIsSaid() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        assertThat(rapier("ps", pid(gone))).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("There is no process " + gone.pid() + "\n");
    }

    @Test
    void aProcessThatIsNoJavaIsSaidAndLives() throws IOException {
        Process sleeping = start(List.of("sh", "-c", "echo ready; exec sleep 1000"));
        assertThat(rapier("pstree", pid(sleeping))).isEqualTo(1);
        assertThat(err.toString()).startsWith("Process " + sleeping.pid() + " is no Java process that listens");
        assertThat(sleeping.isAlive()).isTrue();
    }

    @Test
    void aProcessWithoutRapierIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("Other.java"), """
                void main() throws Exception { IO.println("ready"); Thread.sleep(1_000_000); }
                """);
        Process process = start(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), file.toString()));
        assertThat(rapier("ps", pid(process))).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("Process " + process.pid() + " has no Rapier on its class path or module path.");
        out.getBuffer().setLength(0);
        assertThat(rapier("ps")).isZero();
        assertThat(out.toString()).doesNotContain(pid(process));
    }

    @Test
    void aProcessThatLetsNobodyAttachIsSaid() throws IOException {
        Process process =
                java("-XX:+DisableAttachMechanism", "--module-path", JARS, "--add-modules", "ALL-MODULE-PATH");
        assertThat(rapier("ps", pid(process))).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("Process " + process.pid()
                        + " lets no tool attach: it runs with -XX:+DisableAttachMechanism\n");
    }

    @Test
    void anIntervalThatMakesNoSenseIsAWrongCommandLine() {
        assertThat(rapier("ps", "--watch", "0", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--watch takes 0.1 to 86400 seconds, not 0.0");
    }
}
