package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IterateTest {
    /** Made by the server while it is read, not before. */
    private static final String NUMBERS = "SELECT generate_series(1, :n) AS n";

    private Database db;

    @BeforeEach
    void connect() {
        db = Databases.withUsers(o -> o.maxSize(2).fetchSize(10));
    }

    @AfterEach
    void everyConnectionIsHome() {
        assertThat(db.pool().active()).isZero();
        assertThat(db.holders()).isZero();
        db.close();
    }

    @Test
    @Tag("D8")
    @DisplayName("D8: iterate works outside a transaction and yields all rows")
    void yieldsAllRows() {
        for (int n : new int[] {0, 1, 9, 10, 11, 20, 95}) {
            assertThat(db.iterate(NUMBERS, Map.of("n", n)).toList()).hasSize(n);
        }
        assertThat(db.iterate(Integer.class, NUMBERS, Map.of("n", 3)).toList()).containsExactly(1, 2, 3);
    }

    @Test
    @Tag("D8")
    @DisplayName("D8: breaking early frees the connection")
    void earlyBreakFreesTheConnection() {
        assertThat(db.iterate(NUMBERS, Map.of("n", 1_000)).take(3).toList()).hasSize(3);
        assertThat(db.pool().active()).isZero();
        run(() -> {
            try (var rows = db.iterate(NUMBERS, Map.of("n", 1_000)).open()) {
                for (var row : rows) {
                    if (row.getInt("n") == 15) {
                        break;
                    }
                }
            }
            assertThat(db.pool().active()).isZero();
        });
        assertThatThrownBy(() -> db.iterate(NUMBERS, Map.of("n", 1_000)).forEach(row -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }

    @Test
    void serverKeepsWhatWasNotRead() {
        var stopped = new ArrayList<Integer>();
        long before = System.nanoTime();
        db.iterate(Integer.class, NUMBERS, Map.of("n", 100_000_000)).take(5).forEach(stopped::add);
        assertThat(stopped).containsExactly(1, 2, 3, 4, 5);
        assertThat(System.nanoTime() - before).as("not the time of all rows").isLessThan(60_000_000_000L);
    }

    @Test
    void theServerMakesNoMoreRowsThanTheConsumerHasRoomFor() {
        db.execute("CREATE SEQUENCE made");
        var seen = new AtomicLong();
        try (var beside = Databases.beside(db)) {
            db.iterate(Long.class, "SELECT nextval('made') FROM generate_series(1, 100000)")
                    .take(200)
                    .forEach(n -> {
                        long made = beside.fetchVal(Long.class, "SELECT last_value FROM made")
                                .orElseThrow();
                        assertThat(made).as("row %d of portions of 10", n).isBetween(n, n + 9);
                        seen.set(n);
                    });
            assertThat(seen).hasValue(200);
            assertThat(beside.fetchVal(Long.class, "SELECT last_value FROM made"))
                    .hasValueSatisfying(made -> assertThat(made).isLessThanOrEqualTo(210));
        }
    }

    @Test
    void halfAMillionRowsPassThroughASmallHeap() throws Exception {
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx40m",
                        "--class-path",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StreamProgram.class.getName(),
                        db.url().reveal())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = program.inputReader()) {
            assertThat(out.readAllAsString()).isEqualTo("500000 rows\n"); // some 250 MB of them
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    static final class StreamProgram {
        private StreamProgram() {}

        public static void main(String[] arguments) {
            var rows = new AtomicLong();
            try (var db = Database.of(arguments[0]).connect()) {
                db.iterate("SELECT generate_series(1, 500000) AS n, repeat('x', 400) AS filler")
                        .forEach(row -> rows.addAndGet(row.getString("filler").length() / 400));
            }
            System.out.println(rows + " rows");
        }
    }

    @Test
    void bodyMayUseTheDatabase() {
        db.iterate("SELECT id FROM users ORDER BY id")
                .forEach(row -> db.execute("UPDATE users SET name = name || '!' WHERE id = :id", row.asMap()));
        assertThat(db.fetchAll(String.class, "SELECT name FROM users ORDER BY id"))
                .containsExactly("ann!", "bob!", "cid!");
    }

    @Test
    void childrenOfTheBodyHaveAConnectionOfTheirOwn() {
        var seen = new ArrayList<String>();
        db.iterate("SELECT id FROM users ORDER BY id").forEach(row -> {
            var name = "SELECT name FROM users WHERE id = :id";
            seen.add(gather(
                    () -> db.fetchVal(String.class, name, row.asMap()).orElseThrow(),
                    () -> db.fetchVal(String.class, name, row.asMap()).orElseThrow(),
                    (a, b) -> a + b));
        });
        assertThat(seen).containsExactly("annann", "bobbob", "cidcid");
    }

    @Test
    void generatorsOfTheProgramBuildOnIt() {
        AsyncGenerator<String> csv = AsyncGenerator.of(out -> {
            out.yield("id,name\n");
            db.iterate("SELECT id, name FROM users ORDER BY id").forEach(row -> out.yield(row.toCsv()));
        });
        assertThat(csv.toList()).containsExactly("id,name\n", "1,ann\n", "2,bob\n", "3,cid\n");
        assertThat(csv.take(2).toList()).containsExactly("id,name\n", "1,ann\n");
        assertThat(db.pool().active()).isZero();
    }

    @Test
    void streamInATransactionSeesIt() {
        db.transaction(tx -> {
            tx.execute("INSERT INTO users (name) VALUES ('dan')");
            assertThat(tx.iterate("SELECT * FROM users").toList()).hasSize(4);
            assertThat(db.iterate("SELECT * FROM users").toList()).hasSize(4);
            return tx.iterate("SELECT * FROM users").take(1).toList();
        });
        assertThat(Databases.count(db)).isEqualTo(4);
    }

    @Test
    void failureOfTheStatementComesAtTheFirstPull() {
        var broken = db.iterate("SELECT 1 / (n - 25) FROM generate_series(1, 100) AS n");
        assertThatThrownBy(broken::toList).isInstanceOf(DatabaseException.class).hasMessageContaining("22012");
        assertThatThrownBy(() -> db.iterate("SELECT :x").toList()).isInstanceOf(BadParameters.class);
    }
}
