package dev.rapier.tour;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tour in a process of its own, as a user starts it. */
final class TourProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    TourProcess(String... arguments) throws IOException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.rapier.tour.Tour"));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = process.inputReader();
    }

    /** Reads its output up to a line that begins so, and answers the rest of that line. */
    String awaitLine(String beginning) throws IOException {
        for (String line; (line = output.readLine()) != null; ) {
            lines.add(line);
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new AssertionError("the tour ended without a line '" + beginning + "..':\n" + String.join("\n", lines));
    }

    /** Waits until it serves and answers its address: {@code http://127.0.0.1:8000}. */
    String awaitAddress() throws IOException {
        return awaitLine("Rapier serves ").split(",")[0];
    }

    /** SIGTERM; through the handle, since {@code Process.destroy} also closes the output that is still to be read. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for the end and answers the exit code. */
    int awaitExit() throws IOException, InterruptedException {
        output.lines().forEach(lines::add);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the tour did not end:\n" + String.join("\n", lines));
        }
        return process.exitValue();
    }

    /** What it has printed so far. */
    List<String> lines() {
        return lines;
    }

    /** The processes that it has started. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
