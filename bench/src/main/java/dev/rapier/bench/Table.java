package dev.rapier.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The result of a comparison: medians of the rounds, and the medians of the ratios within each round. */
final class Table {
    /**
     * One line.
     *
     * @param cpu microseconds of CPU per request, median
     * @param cpuSpread half the range of the rounds as a part of the median
     * @param cpuRatio against the reference within each round, median; 1 for the reference itself
     * @param cpuRatioSpread half the range of these ratios as a part of their median
     * @param errors in all rounds
     */
    record Line(
            String workload,
            int connections,
            String server,
            double cpu,
            double cpuSpread,
            double cpuRatio,
            double cpuRatioSpread,
            double perSecond,
            double perSecondRatio,
            double p99,
            double p99Ratio,
            long errors) {}

    private Table() {}

    static List<Line> lines(Map<Workload, Map<Variant, List<Sample>>> samples) {
        var lines = new ArrayList<Line>();
        samples.forEach((workload, byVariant) -> {
            List<Sample> reference = reference(byVariant);
            byVariant.forEach((variant, own) -> lines.add(line(workload, variant, own, reference)));
        });
        return lines;
    }

    /** The bare loop, or the default scheduler where there is no bare server. */
    private static List<Sample> reference(Map<Variant, List<Sample>> byVariant) {
        return byVariant.getOrDefault(Variant.BARE, byVariant.getOrDefault(Variant.CARRIERS, List.of()));
    }

    private static Line line(Workload workload, Variant variant, List<Sample> own, List<Sample> reference) {
        double[] cpuRatios = ratios(own, reference, Sample::cpuMicros);
        return new Line(
                workload.title(),
                workload.connections,
                variant.title,
                Sample.median(own, Sample::cpuMicros),
                Sample.spread(own.stream().mapToDouble(Sample::cpuMicros).toArray()),
                Sample.median(cpuRatios),
                Sample.spread(cpuRatios),
                Sample.median(own, Sample::perSecond),
                Sample.median(ratios(own, reference, Sample::perSecond)),
                Sample.median(own, Sample::p99),
                Sample.median(ratios(own, reference, Sample::p99)),
                own.stream().mapToLong(Sample::errors).sum());
    }

    private static double[] ratios(List<Sample> own, List<Sample> reference, ToDoubleFunction<Sample> figure) {
        double[] ratios = new double[own.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(own.get(i)) / figure.applyAsDouble(reference.get(i));
        }
        return ratios;
    }

    static String text(List<Line> lines) {
        var text = new StringBuilder(String.format(
                "%-28s %5s  %-26s %14s %14s %10s %6s %9s %6s %6s%n",
                "load", "conn", "server", "CPU us/req", "ratio", "req/s", "ratio", "p99 ms", "ratio", "errors"));
        String before = "";
        for (Line line : lines) {
            if (!line.workload().equals(before) && !before.isEmpty()) {
                text.append(System.lineSeparator());
            }
            boolean first = !line.workload().equals(before);
            before = line.workload();
            text.append(String.format(
                    Locale.ROOT,
                    "%-28s %5s  %-26s %7.1f ±%3.0f %% %7.2f ±%3.0f %% %10.0f %6.2f %9.2f %6.2f %6d%n",
                    first ? line.workload() : "",
                    first ? Integer.toString(line.connections()) : "",
                    line.server(),
                    line.cpu(),
                    line.cpuSpread() * 100,
                    line.cpuRatio(),
                    line.cpuRatioSpread() * 100,
                    line.perSecond(),
                    line.perSecondRatio(),
                    line.p99(),
                    line.p99Ratio(),
                    line.errors()));
        }
        return text.toString();
    }
}
