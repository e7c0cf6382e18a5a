package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client in a process of its own. */
@Timeout(60)
class ProcessTest {
    /** Makes a call, leaves the client open and ends. */
    static final class Main {
        public static void main(String[] args) {
            var client = Client.of();
            System.out.println(client.get(args[0]).text());
            Thread.getAllStackTraces().keySet().stream()
                    .filter(t -> !t.isDaemon())
                    .forEach(t -> System.out.println("thread " + t.getName()));
        }
    }

    private static String run(List<String> arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_process_ends_with_its_main_method_though_connections_are_idle() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("hello"))) {
            String output =
                    run(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), server.url()));
            assertThat(output.lines().filter(line -> !line.equals("thread main")))
                    .containsExactly("hello");
        }
    }

    @Test
    void the_module_and_what_it_requires_resolve_on_the_module_path() throws Exception {
        String modules = String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.contains("test-classes")
                                && !entry.contains("junit")
                                && !entry.contains("assertj"))
                        .toList());
        String output = run(List.of(
                "--module-path",
                modules,
                "--show-module-resolution",
                "--list-modules",
                "--add-modules",
                "dev.rapier.client"));
        assertThat(output).contains("dev.rapier.client", "okhttp3", "okio", "kotlin.stdlib", "tools.jackson.databind");
        assertThat(output).doesNotContain("Error");
    }
}
