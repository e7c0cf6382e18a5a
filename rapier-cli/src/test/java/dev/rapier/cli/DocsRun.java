package dev.rapier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rapier.test.TestTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The ways to run a program of a page; each returns what it printed, without the end of the last line. */
final class DocsRun {

    private static final Duration WATCHDOG = Duration.ofSeconds(20);

    /** Those that only warn. */
    private static final List<String> WARNINGS = List.of("rapier.async", "rapier.orm");

    private static final List<String> ALL = List.of("rapier.async", "rapier.orm", "rapier.sql");

    private DocsRun() {}

    /** Runs the main method as the main task of a world in virtual time, which is called test there, and main on the page. */
    static String inVirtualTime(MainMethod main, long seed) {
        return captured(
                        WARNINGS,
                        () -> TestTime.run(seed, WATCHDOG, time -> {
                            invoke(main);
                            time.takeWarnings()
                                    .forEach(warning -> System.out.println("WARNING rapier.async: " + warning));
                            return true;
                        }))
                .replaceAll("\\btask test\\b", "task main");
    }

    /** Runs the main method on a thread of its own; what it says in the log of {@code rapier.sql} is shown {@code withLog}. */
    static String inRealTime(MainMethod main, boolean withLog) {
        return captured(withLog ? ALL : WARNINGS, () -> {
            Thread thread = new Thread(() -> invoke(main), "main of a page");
            thread.start();
            thread.join();
        });
    }

    /** Runs the command line in a process of its own, in this folder. */
    static String rapier(Path folder, List<String> line) throws IOException, InterruptedException {
        return output(folder, ServedProgram.rapierCommand(line));
    }

    /** Runs a line of a shell in this folder, where {@code ./rapier} is what it is in the project's. */
    static String shell(Path folder, Map<String, String> environment, String line)
            throws IOException, InterruptedException {
        String quoted = ServedProgram.rapierCommand(List.of()).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path rapier = Files.writeString(folder.resolve("rapier"), "#!/bin/sh\nexec " + quoted + " \"$@\"\n");
        Files.setPosixFilePermissions(rapier, PosixFilePermissions.fromString("rwx------"));
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("sh", "-c", line));
        return output(folder, command);
    }

    /** Runs a command in this folder. */
    static String output(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("It does not end; it said:\n" + output);
            }
            return output.stripTrailing();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs the tests in a program by JUnit: a line for the first that failed, and how many there were. */
    static String tests(CompiledProgram program) {
        var listener = new Results();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(program.types()
                                        .map(DiscoverySelectors::selectClass)
                                        .toList())
                                .build(),
                        listener);
        return listener.summary();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** An exception that leaves the main method shows as the JVM shows it, without the stack. */
    private static void invoke(MainMethod main) {
        main.call(List.of()).ifPresent(failure -> {
            System.out.println("Exception in thread \"main\" " + failure);
            for (Throwable suppressed : failure.getSuppressed()) {
                System.out.println("\tSuppressed: " + suppressed);
            }
        });
    }

    private interface Run {
        void run() throws InterruptedException;
    }

    /** What is printed meanwhile, and what these say in the log. */
    private static String captured(List<String> loggers, Run run) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream captured = new PrintStream(bytes, true, UTF_8);
        Handler warnings = new Handler() {
            @Override
            public void publish(LogRecord record) {
                captured.println(record.getLevel() + " " + record.getLoggerName() + ": "
                        + new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        List<Logger> listened = loggers.stream().map(Logger::getLogger).toList();
        listened.forEach(logger -> logger.addHandler(warnings));
        System.setOut(captured);
        try {
            run.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        } finally {
            System.setOut(out);
            listened.forEach(logger -> logger.removeHandler(warnings));
        }
        return bytes.toString(UTF_8).replace("\r", "").stripTrailing();
    }

    private static final class Results implements TestExecutionListener {
        private final List<String> failures = new ArrayList<>();
        private int tests;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                tests++;
            }
            result.getThrowable().ifPresent(failure -> {
                StringBuilder text = new StringBuilder(failure.toString());
                for (Throwable suppressed : failure.getSuppressed()) {
                    text.append('\n').append(suppressed.getMessage());
                }
                failures.add(text.toString());
            });
        }

        String summary() {
            return failures.isEmpty()
                    ? tests + " tests passed"
                    : failures.getFirst() + "\n" + failures.size() + " of " + tests + " tests failed";
        }
    }
}
