package dev.rapier.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a process of its own, on a free port, asked over a socket. */
final class ServedProgram implements AutoCloseable {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String JARS = System.getProperty("java.class.path");

    private static final Pattern SERVES = Pattern.compile("serves (http://[^\\s,]+)|on (http://[^\\s,]+)");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> said = new ArrayList<>();
    private final URI url;

    private ServedProgram(Process process) throws Exception {
        this.process = process;
        CompletableFuture<URI> served = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> listen(served));
        try {
            this.url = served.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** As {@code ./rapier} runs it, in the project's folder. */
    static ServedProgram rapier(List<String> line) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "--class-path",
                JARS,
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "dev.rapier.cli.Main"));
        command.addAll(line);
        return java(command);
    }

    /** The {@code java} command alone, with the jars as modules. */
    static ServedProgram javaAlone(Path file) throws Exception {
        return java(
                List.of("--module-path", JARS, "--add-modules", "ALL-MODULE-PATH", "-Drapier.port=0", file.toString()));
    }

    private static ServedProgram java(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        return new ServedProgram(new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .start());
    }

    URI url() {
        return url;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks it to end, as {@code kill} does, and says with what exit code it ended. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("It goes on after SIGTERM; it said:\n" + String.join("\n", said()));
        }
        return process.exitValue();
    }

    List<String> said() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.destroyForcibly();
    }

    private void listen(CompletableFuture<URI> served) {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (said) {
                    said.add(line);
                }
                Matcher matcher = SERVES.matcher(line);
                if (matcher.find()) {
                    served.complete(URI.create(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
                }
            }
            served.completeExceptionally(
                    new IllegalStateException("It ended before it served:\n" + String.join("\n", said())));
        } catch (IOException e) {
            served.completeExceptionally(new UncheckedIOException(e));
        }
    }
}
