package dev.rapier.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long it takes until a server that is started answers its first request. */
@Command(
        name = "start-up",
        description = "From the start of the process to its first answer, in turns.",
        mixinStandardHelpOptions = true)
final class StartUpCommand implements Callable<Integer> {
    private static final long GIVE_UP = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    @Option(names = "--rounds", description = "Rounds; default ${DEFAULT-VALUE}.")
    private int rounds = 15;

    @Option(names = "--jvm", description = "An option for the JVM of Rapier; may be repeated.")
    private List<String> jvm = new ArrayList<>();

    @Option(names = "--output", description = "The file for the figures; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("target", "bench", "start-up.json");

    /** What goes to the file: seconds of each round. */
    record Result(Machine machine, Map<Variant, List<Double>> seconds) {}

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.here();
        var seconds = new EnumMap<Variant, List<Double>>(Variant.class);
        for (int round = -1; round < rounds; round++) {
            for (Variant variant : List.of(Variant.BARE, Variant.LOOP_FIRST)) {
                double time = firstAnswer(variant);
                if (round >= 0) { // the first one fills the caches of the disk
                    seconds.computeIfAbsent(variant, _ -> new ArrayList<>()).add(time);
                }
            }
        }
        double[] bare = times(seconds, Variant.BARE);
        double[] rapier = times(seconds, Variant.LOOP_FIRST);
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = rapier[i] / bare[i];
        }
        System.out.printf(
                Locale.ROOT,
                "start to first answer: bare Vert.x %.3f s ±%.0f %%, Rapier %.3f s ±%.0f %%, ratio %.2f ±%.0f %%; medians of %d rounds%n%s%n",
                Sample.median(bare),
                Sample.spread(bare) * 100,
                Sample.median(rapier),
                Sample.spread(rapier) * 100,
                Sample.median(ratios),
                Sample.spread(ratios) * 100,
                rounds,
                machine.note());
        ResultFile.write(output, new Result(machine, seconds));
        return 0;
    }

    private static double[] times(Map<Variant, List<Double>> seconds, Variant variant) {
        return seconds.getOrDefault(variant, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private double firstAnswer(Variant variant) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = Servers.command(
                variant, variant == Variant.BARE ? List.of() : jvm, List.of("--port", Integer.toString(port)));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (!answers(port)) {
                if (!process.isAlive() || System.nanoTime() - began > GIVE_UP) {
                    throw new IllegalStateException(variant.title + " did not start");
                }
                LockSupport.parkNanos(PAUSE);
            }
            return (System.nanoTime() - began) / 1e9;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /json HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            if (!status.equals("HTTP/1.1 200")) {
                throw new IllegalStateException("the first answer was " + status);
            }
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
