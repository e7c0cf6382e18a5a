package dev.rapier.bench;

import dev.rapier.bench.AsyncCommand.Cost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The result of {@code bench/run async}, as a table that Markdown shows. */
final class AsyncTable {
    private AsyncTable() {}

    static String text(Map<AsyncCase, Map<String, Cost>> costs, Map<String, Double> asyncio) {
        var text = new StringBuilder("""

                | case | Rapier | cheapest by hand | ratio | target | | wall | B | B by hand | others |
                |---|---:|---:|---:|---:|---|---:|---:|---:|---|
                """);
        costs.forEach((one, own) -> text.append(line(one, own, asyncio)).append('\n'));
        return text.toString();
    }

    private static String line(AsyncCase one, Map<String, Cost> costs, Map<String, Double> asyncio) {
        boolean memory = one.benchmarks.isEmpty();
        String unit = memory ? "B" : "ns";
        ToDoubleFunction<Cost> judged = memory ? Cost::bytes : one.isOfOneThread() ? Cost::wall : Cost::cpu;
        Cost rapier = Objects.requireNonNull(costs.get(one.rapier));
        double figure = judged.applyAsDouble(rapier);
        Optional<String> cheapest = one.baselines.stream()
                .filter(costs::containsKey)
                .min(Comparator.comparingDouble(name -> judged.applyAsDouble(Objects.requireNonNull(costs.get(name)))));
        Optional<Cost> baseline = cheapest.map(costs::get);
        double bar = baseline.map(judged::applyAsDouble).orElse(Double.NaN);
        return cells(List.of(
                one.title,
                number(figure) + " " + unit,
                cheapest.map(name -> words(name) + " " + number(bar)).orElse(""),
                baseline.isPresent() ? number(figure / bar) : "",
                one.target.text(unit),
                one.target.isMet(figure, bar) ? "met" : "**missed**",
                memory
                        ? ""
                        : number(rapier.wall())
                                + baseline.map(b -> " / " + number(b.wall())).orElse(""),
                memory ? "" : number(rapier.bytes()),
                memory ? "" : baseline.map(b -> number(b.bytes())).orElse(""),
                others(one, costs, asyncio, judged, cheapest)));
    }

    private static String others(
            AsyncCase one,
            Map<String, Cost> costs,
            Map<String, Double> asyncio,
            ToDoubleFunction<Cost> judged,
            Optional<String> cheapest) {
        List<String> others = new ArrayList<>();
        costs.forEach((name, cost) -> {
            if (!name.equals(one.rapier) && !name.equals(cheapest.orElse(""))) {
                others.add(words(name) + " " + number(judged.applyAsDouble(cost)));
            }
        });
        Double python = asyncio.get(one.asyncioName());
        if (python != null) {
            others.add("asyncio " + number(python));
        }
        return String.join("; ", others);
    }

    /** Names of methods and kinds as words. */
    private static String words(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? name.toLowerCase(Locale.ROOT).replace('_', ' ')
                : name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, figure < 10 ? "%.2f" : figure < 100 ? "%.1f" : "%,.0f", figure);
    }

    private static String cells(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
