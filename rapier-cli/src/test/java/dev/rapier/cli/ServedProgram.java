package dev.rapier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

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
        return start(rapierCommand(line), PROJECT);
    }

    /** The command that {@code ./rapier} becomes. */
    static List<String> rapierCommand(List<String> line) {
        List<String> arguments = new ArrayList<>(List.of(
                "--class-path",
                JARS,
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "dev.rapier.cli.Main"));
        arguments.addAll(line);
        return javaCommand(arguments);
    }

    /** The {@code java} command alone, with the jars as modules, and this file. */
    static List<String> javaAloneCommand(Path file) {
        return javaCommand(
                List.of("--module-path", JARS, "--add-modules", "ALL-MODULE-PATH", "-Drapier.port=0", file.toString()));
    }

    /** The {@code java} command alone, with the jars as modules. */
    static ServedProgram javaAlone(Path file) throws Exception {
        return start(javaAloneCommand(file), PROJECT);
    }

    private static List<String> javaCommand(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        return command;
    }

    private static ServedProgram start(List<String> command, Path folder) throws Exception {
        return new ServedProgram(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start());
    }

    URI url() {
        return url;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a {@code curl localhost:8000/..} that a page shows prints when this program is asked. */
    String answer(String shownCommand) throws IOException {
        String command = shownCommand.replace("curl ", "curl -sS ").replace("localhost:8000", url.getAuthority());
        Process asked = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        return new String(asked.getInputStream().readAllBytes(), UTF_8)
                .replace("\r", "")
                .stripTrailing();
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
