package dev.rapier.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main table. */
@Command(
        name = "compare",
        description = "CPU per request, throughput and p99 of Rapier beside a bare Vert.x event loop.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Option(names = "--rounds", description = "Rounds; default ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--seconds", description = "Length of each measurement; default ${DEFAULT-VALUE}.")
    private int seconds = 4;

    @Option(names = "--warm-up", description = "Seconds of load before the first round; default ${DEFAULT-VALUE}.")
    private int warmUp = 8;

    @Option(names = "--only", split = ",", description = "Some of the loads: ${COMPLETION-CANDIDATES}.")
    private List<Workload> only = new ArrayList<>(Arrays.asList(Workload.values()));

    @Option(names = "--jvm", description = "An option for the JVM of every server; may be repeated.")
    private List<String> jvm = new ArrayList<>(List.of("-Xms512m", "-Xmx512m"));

    @Option(names = "--output", description = "The file for the figures; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("target", "bench", "compare.json");

    /** What goes to the file. */
    record Result(Machine machine, List<Table.Line> table, Map<Workload, Map<Variant, List<Sample>>> rounds) {}

    @Override
    public Integer call() {
        Machine machine = Machine.here();
        try (BenchDatabase database = BenchDatabase.start();
                Servers servers = Servers.start(jvm, List.of("--database", database.url()))) {
            var comparison = new Comparison(servers, seconds);
            comparison.run(only, rounds, warmUp);
            List<Table.Line> lines = Table.lines(comparison.samples());
            System.out.println();
            System.out.println(Table.text(lines));
            System.out.println("Medians of " + rounds + " rounds of " + seconds
                    + " s, servers in turns; ± is half the range of the rounds. " + machine.note());
            ResultFile.write(output, new Result(machine, lines, comparison.samples()));
        }
        return 0;
    }
}
