package dev.rapier.sql.embedded;

import dev.rapier.async.Async;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of PostgreSQL's programs, run to its end. */
final class Program {
    private static final long LIMIT_SECONDS = 120;

    private Program() {}

    /** Runs the command with {@code input} as its standard input; its output is in the error when it fails. */
    static void run(List<String> command, String input) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        }
        try (var stdout = process.inputReader(StandardCharsets.UTF_8)) {
            var output = stdout.readAllAsString();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new EmbeddedException(
                        Path.of(command.getFirst()).getFileName() + " failed: " + command + "\n" + output.strip());
            }
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
