package dev.rapier.bench;

import dev.rapier.client.Client;
import dev.rapier.client.ClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Millions of rows from the database to the client in constant memory, and at the client's pace. */
@Command(
        name = "stream",
        description = "CSV rows from the database with a small heap; then a client that reads slowly.",
        mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {
    @Option(names = "--rows", description = "Rows; default ${DEFAULT-VALUE}.")
    private int rows = 10_000_000;

    @Option(names = "--heap", description = "The server's heap; default ${DEFAULT-VALUE}.")
    private String heap = "128m";

    @Option(names = "--slow-seconds", description = "How long the slow client reads; default ${DEFAULT-VALUE}.")
    private int slowSeconds = 10;

    @Option(names = "--output", description = "The file for the figures; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("target", "bench", "stream.json");

    /** A look at the server: rows so far, heap in use, memory resident. */
    record Look(double second, long rows, long heapMegabytes, long residentMegabytes) {}

    /** What the server's page says. */
    record Progress(long rows, long heapBytes) {}

    /**
     * The slow client.
     *
     * @param megabytesPerSecond that it read
     * @param rowsAhead rows that the server had taken from the database beyond what the client had read, at the end
     */
    record Slow(double megabytesPerSecond, long bytes, long rowsTaken, long rowsRead, long rowsAhead) {}

    /** What goes to the file. */
    record Result(Machine machine, int rows, double seconds, long bytes, List<Look> looks, Slow slow) {}

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.here();
        try (BenchDatabase database = BenchDatabase.start();
                ServerProcess server = ServerProcess.start(
                        "stream",
                        Servers.command(
                                Variant.LOOP_FIRST, List.of("-Xmx" + heap), List.of("--database", database.url())));
                Client client = Client.builder()
                        .baseUrl(server.url(""))
                        .timeout(Duration.ofSeconds(30))
                        .build()) {
            var looks = new ArrayList<Look>();
            long began = System.nanoTime();
            long bytes = readAll(client, server, looks, began);
            double seconds = (System.nanoTime() - began) / 1e9;
            for (Look look : looks) {
                System.out.printf(
                        Locale.ROOT,
                        "%6.1f s %,12d rows   heap in use %4d MB   resident %4d MB%n",
                        look.second(),
                        look.rows(),
                        look.heapMegabytes(),
                        look.residentMegabytes());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows, %d MB in %.1f s with -Xmx%s: %.0f rows per second, most heap %d MB%n",
                    rows,
                    bytes >> 20,
                    seconds,
                    heap,
                    rows / seconds,
                    looks.stream().mapToLong(Look::heapMegabytes).max().orElse(0));
            Slow slow = readSlowly(client);
            System.out.printf(
                    Locale.ROOT,
                    "a client that read %.2f MB/s for %d s: it read %,d rows, the server had taken %,d from the database%n%s%n",
                    slow.megabytesPerSecond(),
                    slowSeconds,
                    slow.rowsRead(),
                    slow.rowsTaken(),
                    machine.note());
            ResultFile.write(output, new Result(machine, rows, seconds, bytes, looks, slow));
        }
        return 0;
    }

    private long readAll(Client client, ServerProcess server, List<Look> looks, long began) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long bytes = 0;
        long nextLook = began;
        try (ClientResponse response = client.stream("GET", "/export?rows=" + rows);
                InputStream in = response.raiseForStatus().body()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                if (System.nanoTime() - nextLook >= 0) {
                    nextLook += 2_000_000_000L;
                    looks.add(look(client, server, began));
                }
            }
        }
        looks.add(look(client, server, began));
        return bytes;
    }

    private static Look look(Client client, ServerProcess server, long began) {
        Progress progress = client.get("/progress").json(Progress.class);
        return new Look(
                (System.nanoTime() - began) / 1e9,
                progress.rows(),
                progress.heapBytes() >> 20,
                server.residentMegabytes());
    }

    /** One megabyte a second. */
    private Slow readSlowly(Client client) throws IOException {
        byte[] buffer = new byte[16 << 10];
        long bytes = 0;
        long lines = 0;
        long began = System.nanoTime();
        try (ClientResponse response = client.stream("GET", "/export?rows=" + rows);
                InputStream in = response.raiseForStatus().body()) {
            while (System.nanoTime() - began < slowSeconds * 1_000_000_000L) {
                int n = in.read(buffer);
                bytes += n;
                for (int i = 0; i < n; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                long due = began + bytes * 1_000_000_000L / (1 << 20);
                LockSupport.parkNanos(due - System.nanoTime());
            }
            long taken = client.get("/progress").json(Progress.class).rows();
            double rate = bytes / (double) (1 << 20) / slowSeconds;
            return new Slow(rate, bytes, taken, lines, taken - lines);
        }
    }
}
