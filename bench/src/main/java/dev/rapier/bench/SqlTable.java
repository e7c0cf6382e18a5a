package dev.rapier.bench;

import dev.rapier.bench.SqlCommand.Cost;
import dev.rapier.bench.SqlCommand.Rounds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The result of {@code bench/run sql}, as a table that Markdown shows. */
final class SqlTable {
    private SqlTable() {}

    static String text(Map<SqlCase, Rounds> all, Map<String, Double> python) {
        return all.entrySet().stream()
                .map(one -> line(one.getKey(), one.getValue(), python))
                .collect(Collectors.joining("\n", """

                | CPU us of | Rapier | by hand | ratio | target | | per second | by hand | Python |
                |---|---:|---:|---:|---:|---|---:|---:|---|
                """, "\n"));
    }

    static String line(SqlCase one, Rounds rounds, Map<String, Double> python) {
        double[] ratios = new double[rounds.rapier().size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] =
                    rounds.rapier().get(i).cpuMicros() / rounds.byHand().get(i).cpuMicros();
        }
        double ratio = Sample.median(ratios);
        return String.join(
                " | ",
                "| " + one.title,
                number(cpu(rounds.rapier())),
                number(cpu(rounds.byHand())),
                String.format(Locale.ROOT, "%.2f ±%.0f %%", ratio, Sample.spread(ratios) * 100),
                String.format(Locale.ROOT, "%.2f", one.target),
                ratio <= one.target ? "met" : "**missed**",
                number(perSecond(rounds.rapier())),
                number(perSecond(rounds.byHand())),
                others(one, python) + " |");
    }

    private static String others(SqlCase one, Map<String, Double> python) {
        return python.entrySet().stream()
                .filter(figure -> figure.getKey().endsWith("." + one.pythonName()))
                .map(figure ->
                        figure.getKey().substring(0, figure.getKey().indexOf('.')) + " " + number(figure.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static double cpu(List<Cost> costs) {
        return Sample.median(costs.stream().mapToDouble(Cost::cpuMicros).toArray());
    }

    private static double perSecond(List<Cost> costs) {
        return Sample.median(costs.stream().mapToDouble(Cost::perSecond).toArray());
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, figure < 10 ? "%.2f" : figure < 100 ? "%.1f" : "%,.0f", figure);
    }
}
