package dev.rapier.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.rapier.bench.sql.ByHand;
import dev.rapier.bench.sql.ByRapier;
import dev.rapier.bench.sql.InLittleMemory;
import dev.rapier.bench.sql.Side;
import dev.rapier.sql.Database;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What statements and sessions cost, beside JDBC with HikariCP and plain Hibernate. */
@Command(
        name = "sql",
        description = "CPU of one query, a stream, a batch and a session beside JDBC and Hibernate by hand, in turns.",
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Logger LOG = Logger.getLogger("");
    private static final int LITTLE_MEGABYTES = 32;

    /** Rounds before those that count, in which the code is compiled. */
    private static final int WARM_UP = 4;

    @Option(names = "--only", split = ",", description = "Cases: ${COMPLETION-CANDIDATES}; default all.")
    private List<SqlCase> only = List.of(SqlCase.values());

    @Option(names = "--rounds", description = "Rounds; default ${DEFAULT-VALUE}.")
    private int rounds = 7;

    @Option(names = "--milliseconds", description = "Length of each measurement; default ${DEFAULT-VALUE}.")
    private int milliseconds = 1000;

    @Option(names = "--rapier-only", description = "Without what Rapier is compared with.")
    private boolean rapierOnly;

    @Option(names = "--output", description = "The file for the figures; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("target", "bench", "sql.json");

    /** Microseconds of CPU of this process, and calls or rows in a second. */
    record Cost(double cpuMicros, double perSecond) {}

    /** The rounds of one case, in the order in which they ran. */
    record Rounds(List<Cost> byHand, List<Cost> rapier) {}

    /** What goes to the file. */
    record Figures(
            Machine machine, Map<SqlCase, Rounds> rounds, Map<String, Double> little, Map<String, Double> python) {}

    @Override
    public Integer call() throws InterruptedException {
        LOG.setLevel(Level.WARNING); // each pool tells its life
        Machine machine = Machine.here();
        var all = new EnumMap<SqlCase, Rounds>(SqlCase.class);
        try (BenchDatabase postgres = BenchDatabase.start()) {
            String url = postgres.url();
            try (var database = Database.of(url).connect();
                    var rapier = new ByRapier(url);
                    var byHand = new ByHand(url)) {
                createTables(database);
                for (SqlCase one : only) {
                    all.put(one, measure(one, rapier, byHand, database));
                    System.out.println(SqlTable.line(one, all.get(one), Map.of()));
                }
            }
            Map<String, Double> little = rapierOnly ? Map.of() : little(url);
            Map<String, Double> python = rapierOnly ? Map.of() : python(url);
            System.out.println(SqlTable.text(all, python));
            if (!little.isEmpty()) {
                System.out.printf(
                        "`iterate` of %,.0f rows in a heap of %d MB: done, %.0f collections%n",
                        little.get("rows"), LITTLE_MEGABYTES, little.get("collections"));
            }
            System.out.println(machine.note());
            ResultFile.write(output, new Figures(machine, all, little, python));
        }
        return 0;
    }

    private static void createTables(Database database) {
        database.execute("CREATE TABLE item (id int PRIMARY KEY, name text NOT NULL, price float8 NOT NULL)");
        database.execute(
                "INSERT INTO item SELECT i, 'item ' || i, (i % 1000) / 10.0 FROM generate_series(1, 1000000) i");
        database.execute("CREATE TABLE sale (id int NOT NULL, name text NOT NULL, price float8 NOT NULL)");
        database.execute("VACUUM ANALYZE item");
    }

    private Rounds measure(SqlCase one, Side rapier, Side byHand, Database database) throws InterruptedException {
        var measured = new Rounds(new ArrayList<>(), new ArrayList<>());
        for (int round = -WARM_UP; round < rounds; round++) {
            var hand = rapierOnly ? new Cost(Double.NaN, Double.NaN) : run(one, byHand, database);
            var own = run(one, rapier, database);
            if (round >= 0) {
                measured.byHand.add(hand);
                measured.rapier.add(own);
            }
        }
        return measured;
    }

    private Cost run(SqlCase one, Side side, Database database) throws InterruptedException {
        database.execute("TRUNCATE sale");
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var calls = new AtomicLong();
        var failure = new AtomicReference<@Nullable SQLException>();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        long end = began + milliseconds * 1_000_000L;
        side.atOnce(one.threads, () -> {
            long own = 0;
            try {
                do {
                    one.call(side);
                    own++;
                } while (System.nanoTime() - end < 0);
            } catch (SQLException e) {
                failure.set(e);
            }
            calls.addAndGet(own);
        });
        double elapsed = (System.nanoTime() - began) / 1e9;
        double used = (system.getProcessCpuTime() - cpu) / 1e3;
        SQLException thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("a measured call failed", thrown);
        }
        double counted = (double) calls.get() * one.each;
        return new Cost(used / counted, counted / elapsed);
    }

    private static Map<String, Double> little(String url) {
        return new TreeMap<>(Program.figures(
                ServerProcess.java(
                        List.of("-Xmx" + LITTLE_MEGABYTES + "m", "-XX:+UseSerialGC"),
                        InLittleMemory.class,
                        List.of(url)),
                ""));
    }

    /** CPU microseconds by library and case; empty where there is no Python. */
    private static Map<String, Double> python(String url) {
        try {
            return new TreeMap<>(
                    Program.figures(List.of(PYTHON, "-", url), Program.script(Side.class, "python_sql_costs.py")));
        } catch (UncheckedIOException e) {
            System.out.println("Python is left out: " + PYTHON + " can't be run here (" + e.getMessage() + ")");
            return Map.of();
        }
    }
}
