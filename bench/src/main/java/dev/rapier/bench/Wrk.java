package dev.rapier.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk: as many requests as the connections can carry, for some seconds. */
final class Wrk {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern SOCKET =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    /** Seconds that wrk may take beyond its time: on a busy machine its threads end late. */
    private static final int PATIENCE = 30;

    private Wrk() {}

    /**
     * What it saw.
     *
     * @param requests answered
     * @param perSecond throughput
     * @param p99 milliseconds
     * @param errors answers that were not 2xx or 3xx, and broken or late connections
     */
    record Load(long requests, double perSecond, double p99, long errors) {}

    static Load run(String url, int connections, int seconds) {
        var command = new ProcessBuilder(
                "wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "--latency", url);
        try {
            Process wrk = command.redirectErrorStream(true).start();
            var output = CompletableFuture.supplyAsync(() -> {
                try {
                    return new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            if (!wrk.waitFor(Duration.ofSeconds(seconds + PATIENCE))) {
                wrk.destroyForcibly();
                throw new IllegalStateException("wrk did not end within " + (seconds + PATIENCE) + " s at " + url);
            }
            if (wrk.exitValue() != 0) {
                throw new IllegalStateException("wrk failed: " + output.join());
            }
            return parse(output.join());
        } catch (IOException e) {
            throw new UncheckedIOException("wrk can't be started; on Debian: apt-get install wrk", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while wrk ran", e);
        }
    }

    static Load parse(String output) {
        Matcher p99 = find(P99, output);
        double factor = switch (p99.group(2)) {
            case "us" -> 0.001;
            case "ms" -> 1;
            default -> 1000;
        };
        long errors = 0;
        Matcher bad = BAD.matcher(output);
        if (bad.find()) {
            errors += Long.parseLong(bad.group(1));
        }
        Matcher socket = SOCKET.matcher(output);
        if (socket.find()) {
            for (int group = 1; group <= 4; group++) {
                errors += Long.parseLong(socket.group(group));
            }
        }
        return new Load(
                Long.parseLong(find(REQUESTS, output).group(1)),
                Double.parseDouble(find(RATE, output).group(1)),
                Double.parseDouble(p99.group(1)) * factor,
                errors);
    }

    private static Matcher find(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk said something else than expected: " + output);
        }
        return matcher;
    }
}
