package dev.rapier.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a process of its own, which ends when this object is closed or the runner dies. Linux only. */
final class ServerProcess implements AutoCloseable {
    /** The kernel counts CPU time in these (USER_HZ); it is 100 on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int READY_SECONDS = 60;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The command that runs a class of this class path on the JDK that runs us. */
    static List<String> java(List<String> jvmOptions, Class<?> main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** Starts the server and returns when it has said {@code ready PORT}. Its output goes to {@code NAME.log}. */
    static ServerProcess start(String name, List<String> command) {
        try {
            Path log = Files.createDirectories(Path.of("target", "bench")).resolve(name + ".log");
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            var ready = new CompletableFuture<Integer>();
            Thread.ofPlatform().daemon().name("log of " + name).start(() -> copy(process, log, ready));
            try {
                return new ServerProcess(process, ready.get(READY_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException | TimeoutException | InterruptedException e) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "the server " + name + " did not start; see " + log.toAbsolutePath(), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the server " + name + " can't be started", e);
        }
    }

    private static void copy(Process process, Path log, CompletableFuture<Integer> ready) {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
                var out = Files.newBufferedWriter(log)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(line);
                out.newLine();
                out.flush();
                if (line.startsWith("ready ")) {
                    ready.complete(Integer.valueOf(line.substring(6).strip()));
                }
            }
            ready.completeExceptionally(new IOException("it ended without being ready"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    int port() {
        return port;
    }

    /** Seconds of CPU, user and system, since it began. */
    double cpuSeconds() {
        String stat = read("stat");
        // after "(name)", which may have blanks: state is field 3, utime 14, stime 15
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Megabytes of memory that are resident now. */
    long residentMegabytes() {
        return status("VmRSS:");
    }

    /** The most megabytes that were resident. */
    long peakMegabytes() {
        return status("VmHWM:");
    }

    /** Writes all threads, virtual ones too, to a file for finding out why a server does not answer. */
    Path dumpThreads() {
        Path file =
                Path.of("target", "bench", "threads-" + process.pid() + ".txt").toAbsolutePath();
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            new ProcessBuilder(
                            jcmd.toString(),
                            Long.toString(process.pid()),
                            "Thread.dump_to_file",
                            "-overwrite",
                            file.toString())
                    .inheritIO()
                    .start()
                    .waitFor(Duration.ofSeconds(20));
            return file;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the threads of the server can't be written to " + file, e);
        }
    }

    private long status(String field) {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException("the server has ended", e);
        }
    }

    /** Its standard input ends, which it takes as the order to end. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(Duration.ofSeconds(5))) {
                process.destroyForcibly();
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
