package dev.rapier.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that run to their end and print lines of a name and a figure. */
final class Program {
    private Program() {}

    /**
     * Runs one and reads its figures.
     *
     * @throws UncheckedIOException when it can't be started
     * @throws IllegalStateException when it ends with an error
     */
    static Map<String, Double> figures(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var figures = new HashMap<String, Double>();
            try (var from = process.inputReader()) {
                from.lines().forEach(line -> {
                    String[] parts = line.split(" ");
                    figures.put(parts[0], Double.valueOf(parts[1]));
                });
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(command.getFirst() + " ended with " + code);
            }
            return figures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a measurement ran", e);
        }
    }

    /** The text of a script that lies beside a class. */
    static String script(Class<?> beside, String name) {
        try (InputStream script = beside.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
