package dev.rapier.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts the loads on the servers in turns: A B C, B C A, C A B ... so that what the machine does besides hits all alike. */
final class Comparison {
    private static final int MOST_WARM_UPS = 5;

    private final Servers servers;
    private final int seconds;
    private final Map<Workload, Map<Variant, List<Sample>>> samples = new EnumMap<>(Workload.class);

    Comparison(Servers servers, int seconds) {
        this.servers = servers;
        this.seconds = seconds;
    }

    void run(List<Workload> workloads, int rounds, int warmUpSeconds) {
        for (Workload workload : workloads) {
            for (Variant variant : workload.variants()) {
                say("warming up: " + workload.title() + ", " + variant.title);
                warmUp(servers.of(variant).url(workload.path), workload, warmUpSeconds);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Workload workload : workloads) {
                say("round " + (round + 1) + " of " + rounds + ": " + workload.title());
                List<Variant> order = new ArrayList<>(workload.variants());
                java.util.Collections.rotate(order, round);
                for (Variant variant : order) {
                    samples.computeIfAbsent(workload, _ -> new EnumMap<>(Variant.class))
                            .computeIfAbsent(variant, _ -> new ArrayList<>())
                            .add(measure(workload, variant));
                }
            }
        }
    }

    /** Compiled code is what is compared: on a busy machine that takes longer, so requests count and not only seconds. */
    private static void warmUp(String url, Workload workload, int seconds) {
        long requests = 0;
        for (int turn = 0; turn < MOST_WARM_UPS && requests < workload.warmUpRequests(); turn++) {
            requests += Wrk.run(url, workload.connections, seconds).requests();
        }
    }

    private Sample measure(Workload workload, Variant variant) {
        ServerProcess server = servers.of(variant);
        double before = server.cpuSeconds();
        Wrk.Load load;
        try {
            load = Wrk.run(server.url(workload.path), workload.connections, seconds);
        } catch (IllegalStateException hung) {
            say("threads of the server: " + server.dumpThreads());
            throw hung;
        }
        double used = server.cpuSeconds() - before;
        return new Sample(used * 1e6 / Math.max(1, load.requests()), load.perSecond(), load.p99(), load.errors());
    }

    private static void say(String what) {
        System.err.println(what);
    }

    /** Round by round, in the order of the rounds. */
    Map<Workload, Map<Variant, List<Sample>>> samples() {
        return samples;
    }
}
