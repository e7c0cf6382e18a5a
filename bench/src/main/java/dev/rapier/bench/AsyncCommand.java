package dev.rapier.bench;

import dev.rapier.bench.async.CpuProfiler;
import dev.rapier.bench.async.Parked;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the verbs of {@code rapier-async} cost, beside what one would write by hand. */
@Command(
        name = "async",
        description = "Tasks, gathers, generators, timeouts: time, CPU and bytes, by JMH; memory of parked tasks.",
        mixinStandardHelpOptions = true)
final class AsyncCommand implements Callable<Integer> {
    private static final String PYTHON = "python3.11";
    private static final int QUICK_TASKS = 100_000;

    @Option(names = "--only", split = ",", description = "Cases: ${COMPLETION-CANDIDATES}; default all.")
    private List<AsyncCase> only = List.of(AsyncCase.values());

    @Option(names = "--quick", description = "One fork and short iterations, for development.")
    private boolean quick;

    @Option(names = "--forks", description = "Processes for each measured method; default ${DEFAULT-VALUE}.")
    private int forks = 3;

    @Option(names = "--parked", description = "How many tasks are parked at once; default ${DEFAULT-VALUE}.")
    private int parked = 1_000_000;

    @Option(names = "--rapier-only", description = "Without what Rapier is compared with.")
    private boolean rapierOnly;

    @Option(names = "--jvm", description = "An option for the JVMs; may be repeated.")
    private List<String> jvm = new ArrayList<>();

    @Option(names = "--output", description = "The file for the figures; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("target", "bench", "async.json");

    /** What goes to the file. */
    record Figures(Machine machine, Map<AsyncCase, Map<String, Cost>> costs, Map<String, Double> asyncio) {}

    /**
     * What one operation costs.
     *
     * @param wall nanoseconds that pass
     * @param cpu nanoseconds of CPU of the whole process
     * @param bytes that it allocates, or that a parked task keeps
     */
    record Cost(double wall, double cpu, double bytes) {}

    @Override
    public Integer call() throws RunnerException {
        Machine machine = Machine.here();
        var costs = new EnumMap<AsyncCase, Map<String, Cost>>(AsyncCase.class);
        for (AsyncCase one : only) {
            costs.put(one, measure(one));
        }
        Map<String, Double> asyncio = rapierOnly ? Map.of() : asyncio();
        System.out.println(AsyncTable.text(costs, asyncio));
        System.out.println(machine.note());
        ResultFile.write(output, new Figures(machine, costs, asyncio));
        return 0;
    }

    private Map<String, Cost> measure(AsyncCase one) throws RunnerException {
        var costs = new LinkedHashMap<String, Cost>();
        List<String> methods = Stream.of(List.of(one.rapier), one.baselines, one.others)
                .flatMap(List::stream)
                .limit(rapierOnly ? 1 : Integer.MAX_VALUE)
                .toList();
        for (String method : methods) {
            Cost cost = one.benchmarks.isPresent() ? jmh(one, one.benchmarks.get(), method) : parked(method);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s: %.1f ns, CPU %.1f ns, %.0f B%n",
                    one.title,
                    method,
                    cost.wall(),
                    cost.cpu(),
                    cost.bytes());
            costs.put(method, cost);
        }
        return costs;
    }

    private Cost jmh(AsyncCase one, Class<?> benchmarks, String method) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\Q" + benchmarks.getName() + "." + method + "\\E$")
                .forks(quick ? 1 : forks)
                .warmupIterations(quick ? 3 : 4)
                .warmupTime(TimeValue.milliseconds(quick ? 400 : 500))
                .measurementIterations(quick ? 3 : 4)
                .measurementTime(TimeValue.milliseconds(500))
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .jvmArgsAppend(Stream.concat(
                                Stream.of("-Djmh.executor=VIRTUAL", "--sun-misc-unsafe-memory-access=allow"),
                                jvm.stream())
                        .toArray(String[]::new));
        if (one.children > 0) {
            options.param("children", Integer.toString(one.children));
        }
        RunResult result = new Runner(options.build()).runSingle();
        return new Cost(
                result.getPrimaryResult().getScore(),
                secondary(result, CpuProfiler.CPU),
                secondary(result, "gc.alloc.rate.norm"));
    }

    private static double secondary(RunResult result, String name) {
        Result<?> figure = result.getSecondaryResults().get(name);
        if (figure == null) {
            throw new IllegalStateException("JMH has no figure " + name + " but "
                    + result.getSecondaryResults().keySet());
        }
        return figure.getScore();
    }

    private Cost parked(String kind) {
        int count = quick ? Math.min(parked, QUICK_TASKS) : parked;
        var options = new ArrayList<>(jvm);
        options.add("-Xmx3g");
        Map<String, Double> figures =
                Program.figures(ServerProcess.java(options, Parked.class, List.of(kind, Integer.toString(count))), "");
        System.out.println(kind + ": " + count + " at once in " + figures.get("seconds") + " s, at most "
                + figures.get("resident") + " MB resident");
        double bytes = figures.getOrDefault("bytes", Double.NaN);
        return new Cost(0, 0, bytes);
    }

    /** CPU nanoseconds by case of {@link AsyncCase#asyncioName}; empty where there is no Python. */
    private static Map<String, Double> asyncio() {
        try {
            return Program.figures(List.of(PYTHON, "-"), Program.script(Parked.class, "asyncio_costs.py"));
        } catch (UncheckedIOException e) {
            System.out.println("asyncio is left out: " + PYTHON + " can't be run here (" + e.getMessage() + ")");
            return Map.of();
        }
    }
}
