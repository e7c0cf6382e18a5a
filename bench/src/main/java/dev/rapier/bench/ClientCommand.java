package dev.rapier.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.rapier.bench.client.ByJdk;
import dev.rapier.bench.client.ByOkHttp;
import dev.rapier.bench.client.ByRapier;
import dev.rapier.bench.client.Caller;
import dev.rapier.bench.client.InFlight;
import dev.rapier.bench.server.BareServer;
import dev.rapier.client.jdk.JdkTransport;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a call costs: Rapier's client on both transports, beside OkHttp and the JDK's client alone, and beside httpx. */
@Command(
        name = "client",
        description =
                "CPU per call of Rapier's client, of OkHttp and of the JDK's client, in turns, on kept-alive connections.",
        mixinStandardHelpOptions = true)
final class ClientCommand implements Callable<Integer> {
    /** Of Debian; its own packages. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String OURS = "rapier";
    private static final String BARE = "okhttp";
    private static final int CONNECTIONS = 1000;
    private static final int WARM_UP = 5;

    @Option(names = "--rounds", description = "Rounds; default ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--milliseconds", description = "Length of each measurement; default ${DEFAULT-VALUE}.")
    private int milliseconds = 1000;

    @Option(names = "--only", split = ",", description = "Some of ${COMPLETION-CANDIDATES}; all by default.")
    private List<ClientCase> cases = List.of(ClientCase.values());

    @Option(names = "--sides", split = ",", description = "Some of rapier, okhttp, rapier-jdk, jdk; all by default.")
    private List<String> sides = List.of(OURS, BARE, "rapier-jdk", "jdk");

    @Option(names = "--in-flight", description = "Calls at once for the memory, 0 for none; default ${DEFAULT-VALUE}.")
    private int inFlight = 5000;

    @Option(
            names = "--python",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "With httpx.")
    private boolean python;

    @Option(names = "--output", description = "The file for the figures; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("target", "bench", "client.json");

    /** What goes to the file; costs by side, one for each round. */
    record Figures(
            Machine machine,
            Map<ClientCase, Map<String, List<Cost>>> costs,
            Map<String, Map<String, Double>> inFlight,
            Map<String, Stretch> latency,
            Map<String, Double> python) {}

    /** Microseconds of CPU per call, and calls per second. */
    record Cost(double cpuMicros, double perSecond) {}

    @Override
    public Integer call() throws InterruptedException {
        Machine machine = Machine.here();
        var callers = new LinkedHashMap<String, Caller>();
        sides.forEach(side -> callers.put(side, caller(side)));
        try (ServerProcess server =
                ServerProcess.start("client", ServerProcess.java(List.of(), BareServer.class, List.of()))) {
            String url = server.url("/json");
            var costs = new EnumMap<ClientCase, Map<String, List<Cost>>>(ClientCase.class);
            System.out.println(ClientTable.HEAD);
            warmUp(callers, url);
            Map<String, Double> byPython = python ? python(url) : Map.of();
            for (ClientCase one : cases) {
                costs.put(one, measure(one, callers, url));
                System.out.println(ClientTable.line(one, costs.get(one), byPython));
            }
            var latency = new TreeMap<String, Stretch>();
            if (cases.contains(ClientCase.FAN_OUT)) {
                callers.forEach((side, caller) -> latency.put(side, Stretch.measure(caller, url)));
                latency.forEach((side, stretch) -> System.out.println(side + ": " + stretch));
            }
            var memory = new TreeMap<String, Map<String, Double>>();
            for (String side : inFlight == 0 ? List.<String>of() : sides) {
                memory.put(side, inFlight(side, server.url("/wait")));
                System.out.println(side + ": " + inFlight + " in flight, " + memory.get(side));
            }
            System.out.println(machine.note());
            ResultFile.write(output, new Figures(machine, costs, memory, latency, byPython));
        }
        callers.values().forEach(Caller::close);
        return 0;
    }

    private static Caller caller(String side) {
        return switch (side) {
            case OURS -> new ByRapier(CONNECTIONS);
            case "rapier-jdk" -> new ByRapier(JdkTransport::new, CONNECTIONS);
            case "jdk" -> new ByJdk();
            case BARE -> new ByOkHttp(CONNECTIONS);
            default -> throw new IllegalArgumentException("there is no side '" + side + "'");
        };
    }

    /** Time for the compiler of the JVM, whose work would count as that of whoever is measured first. */
    private void warmUp(Map<String, Caller> callers, String url) throws InterruptedException {
        for (int round = 0; round < WARM_UP; round++) {
            for (Caller caller : callers.values()) {
                run(ClientCase.GET_32, caller, url);
            }
        }
    }

    private Map<String, List<Cost>> measure(ClientCase one, Map<String, Caller> callers, String url)
            throws InterruptedException {
        var costs = new LinkedHashMap<String, List<Cost>>();
        for (int round = -1; round < rounds; round++) { // the first is to warm up
            for (var side : callers.entrySet()) {
                Cost cost = run(one, side.getValue(), url);
                if (round >= 0) {
                    costs.computeIfAbsent(side.getKey(), _ -> new ArrayList<>()).add(cost);
                }
            }
        }
        return costs;
    }

    private Cost run(ClientCase one, Caller caller, String url) throws InterruptedException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var calls = new AtomicLong();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        long end = began + milliseconds * 1_000_000L;
        var running = new ArrayList<Thread>();
        for (int i = 0; i < one.threads; i++) {
            running.add(Thread.ofVirtual().start(() -> {
                long own = 0;
                while (System.nanoTime() - end < 0) {
                    one.call(caller, url);
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

    private Map<String, Double> inFlight(String side, String url) {
        return new TreeMap<>(Program.figures(
                ServerProcess.java(List.of("-Xmx400m"), InFlight.class, List.of(side, url, Integer.toString(inFlight))),
                ""));
    }

    /** CPU microseconds by case; empty where there is no Python, or no httpx. */
    private static Map<String, Double> python(String url) {
        try {
            return new TreeMap<>(
                    Program.figures(List.of(PYTHON, "-", url), Program.script(Caller.class, "httpx_costs.py")));
        } catch (UncheckedIOException | IllegalStateException e) {
            System.out.println("httpx is left out: " + PYTHON + " can't run it here (" + e.getMessage() + ")");
            return Map.of();
        }
    }
}
