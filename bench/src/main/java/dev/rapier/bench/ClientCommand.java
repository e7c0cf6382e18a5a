package dev.rapier.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.rapier.bench.server.BareServer;
import dev.rapier.client.Client;
import dev.rapier.client.ClientLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a call costs: Rapier's client beside OkHttp alone, both on bare virtual threads. */
@Command(
        name = "client",
        description =
                "CPU per call of Rapier's client and of OkHttp alone, in turns, for a small JSON on kept-alive connections.",
        mixinStandardHelpOptions = true)
final class ClientCommand implements Callable<Integer> {
    @Option(names = "--rounds", description = "Rounds; default ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--seconds", description = "Length of each measurement; default ${DEFAULT-VALUE}.")
    private int seconds = 3;

    @Option(names = "--threads", split = ",", description = "Calls at the same time; default ${DEFAULT-VALUE}.")
    private List<Integer> threads = new ArrayList<>(List.of(1, 32, 320));

    @Option(names = "--output", description = "The file for the figures; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("target", "bench", "client.json");

    /** Microseconds of CPU per call, and calls per second. */
    record Cost(double cpuMicros, double perSecond) {}

    /** What goes to the file. */
    record Result(Machine machine, Map<String, List<Cost>> costs) {}

    @Override
    public Integer call() throws InterruptedException {
        Machine machine = Machine.here();
        var costs = new LinkedHashMap<String, List<Cost>>();
        try (ServerProcess server =
                        ServerProcess.start("client", ServerProcess.java(List.of(), BareServer.class, List.of()));
                Client rapier = Client.builder()
                        .limits(ClientLimits.defaults()
                                .withMaxConnections(1000)
                                .withKeepAlive(1000, Duration.ofSeconds(5)))
                        .build()) {
            OkHttpClient bare = new OkHttpClient.Builder()
                    .connectionPool(new ConnectionPool(1000, 5, java.util.concurrent.TimeUnit.SECONDS))
                    .build();
            String url = server.url("/json");
            Supplier<byte[]> byRapier = () -> rapier.get(url).bytes();
            Supplier<byte[]> byOkHttp = () -> fetch(bare, url);
            for (int number : threads) {
                run(byOkHttp, number);
                run(byRapier, number);
                for (int round = 0; round < rounds; round++) {
                    costs.computeIfAbsent("OkHttp, " + number, _ -> new ArrayList<>())
                            .add(run(byOkHttp, number));
                    costs.computeIfAbsent("Rapier, " + number, _ -> new ArrayList<>())
                            .add(run(byRapier, number));
                }
                report(
                        number,
                        costs.getOrDefault("OkHttp, " + number, List.of()),
                        costs.getOrDefault("Rapier, " + number, List.of()));
            }
        }
        System.out.println(machine.note());
        ResultFile.write(output, new Result(machine, costs));
        return 0;
    }

    private static byte[] fetch(OkHttpClient client, String url) {
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.body().bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cost run(Supplier<byte[]> call, int number) throws InterruptedException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var calls = new AtomicLong();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        var running = new ArrayList<Thread>();
        for (int i = 0; i < number; i++) {
            running.add(Thread.ofVirtual().start(() -> {
                long own = 0;
                while (System.nanoTime() - end < 0) {
                    var _ = call.get();
                    own++;
                }
                calls.addAndGet(own);
            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        double elapsed = (System.nanoTime() - began) / 1e9;
        double used = (system.getProcessCpuTime() - cpu) / 1e3;
        return new Cost(used / Math.max(1, calls.get()), calls.get() / elapsed);
    }

    private static void report(int number, List<Cost> bare, List<Cost> rapier) {
        double[] ratios = new double[bare.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = rapier.get(i).cpuMicros() / bare.get(i).cpuMicros();
        }
        System.out.printf(
                Locale.ROOT,
                "%4d at a time: OkHttp %6.1f us CPU per call, %6.0f calls/s; Rapier %6.1f us, %6.0f calls/s; CPU ratio %.2f ±%.0f %%%n",
                number,
                Sample.median(bare.stream().mapToDouble(Cost::cpuMicros).toArray()),
                Sample.median(bare.stream().mapToDouble(Cost::perSecond).toArray()),
                Sample.median(rapier.stream().mapToDouble(Cost::cpuMicros).toArray()),
                Sample.median(rapier.stream().mapToDouble(Cost::perSecond).toArray()),
                Sample.median(ratios),
                Sample.spread(ratios) * 100);
    }
}
