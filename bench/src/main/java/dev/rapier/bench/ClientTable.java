package dev.rapier.bench;

import dev.rapier.bench.ClientCommand.Cost;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of {@code bench/run client} as lines of a table. */
final class ClientTable {
    static final String HEAD = """
            | CPU us of | Rapier | OkHttp | ratio | target | | Rapier on the JDK's | the JDK's | httpx | calls/s, Rapier | OkHttp |
            |---|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|""";

    private ClientTable() {}

    static String line(ClientCase one, Map<String, List<Cost>> costs, Map<String, Double> python) {
        List<Cost> ours = costs.getOrDefault("rapier", List.of());
        List<Cost> bare = costs.getOrDefault("okhttp", List.of());
        double[] ratios = new double[Math.min(ours.size(), bare.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).cpuMicros() / bare.get(i).cpuMicros();
        }
        double ratio = ratios.length == 0 ? Double.NaN : Sample.median(ratios);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.2f ±%.0f %% | %.2f | %s | %s | %s | %s | %,.0f | %,.0f |",
                one.what,
                cpu(ours),
                cpu(bare),
                ratio,
                ratios.length == 0 ? Double.NaN : Sample.spread(ratios) * 100,
                one.target,
                ratio <= one.target ? "met" : "**missed**",
                cpu(costs.getOrDefault("rapier-jdk", List.of())),
                cpu(costs.getOrDefault("jdk", List.of())),
                python.containsKey(one.pythonName)
                        ? String.format(Locale.ROOT, "%,.0f", python.get(one.pythonName))
                        : "",
                perSecond(ours),
                perSecond(bare));
    }

    private static String cpu(List<Cost> costs) {
        return costs.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f",
                        Sample.median(
                                costs.stream().mapToDouble(Cost::cpuMicros).toArray()));
    }

    private static double perSecond(List<Cost> costs) {
        return costs.isEmpty()
                ? Double.NaN
                : Sample.median(costs.stream().mapToDouble(Cost::perSecond).toArray());
    }
}
