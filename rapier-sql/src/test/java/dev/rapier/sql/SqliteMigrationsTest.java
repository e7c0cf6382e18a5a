package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite has no lock for migrations; Rapier has one. */
class SqliteMigrationsTest {
    private static final int FILES = 4;

    @TempDir
    private Path directory;

    private String url = "";

    @BeforeEach
    void prepare() throws IOException {
        url = "sqlite:///" + directory.resolve("shop.db");
        Files.createDirectory(directory.resolve("migrations"));
        writeMigrations(1_000);
    }

    private void writeMigrations(int rows) throws IOException {
        for (int i = 1; i <= FILES; i++) {
            Files.writeString(
                    directory.resolve("migrations/V" + i + "__part.sql"),
                    "CREATE TABLE t" + i + " (n int);\nINSERT INTO t" + i
                            + " WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < " + rows
                            + ") SELECT n FROM s;\n");
        }
    }

    static final class MigratingProgram {
        private MigratingProgram() {}

        public static void main(String[] arguments) throws IOException {
            try (var db = Database.of(arguments[0]).connect()) {
                System.out.println("ready");
                var _ = System.in.read();
                System.out.println(
                        String.join(" ", Migrations.in(Path.of(arguments[1])).apply(db)));
            }
        }
    }

    private Process program() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--class-path",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MigratingProgram.class.getName(),
                        url,
                        directory.resolve("migrations").toString())
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    @Test
    void ofTwoProgramsThatMigrateAtOnceOneWaits() throws Exception {
        writeMigrations(600_000); // each takes longer than SQLite itself waits
        url += "?timeout=0.1";
        var programs = new ArrayList<Process>();
        try {
            for (int i = 0; i < 2; i++) {
                programs.add(program());
                assertThat(programs.get(i).inputReader().readLine()).isEqualTo("ready");
            }
            for (var program : programs) {
                try (var in = program.getOutputStream()) {
                    in.write('\n');
                }
            }
            var applied = new ArrayList<String>();
            for (int i = 0; i < programs.size(); i++) {
                applied.add(programs.get(i).inputReader().readLine());
                assertThat(programs.get(i).waitFor())
                        .as(Files.readString(directory.resolve("errors")))
                        .isZero();
            }
            assertThat(applied).containsExactlyInAnyOrder("1 2 3 4", "");
        } finally {
            programs.forEach(Process::destroyForcibly);
        }
        try (var db = Database.of(url).connect()) {
            assertThat(db.fetchVal(Long.class, "SELECT count(*) FROM t" + FILES))
                    .contains(600_000L);
        }
    }

    @Test
    void ofTwoDatabasesInOneProgramOneWaits() {
        try (var one = Database.of(url).connect();
                var other = Database.of(url).connect()) {
            var migrations = Migrations.in(directory.resolve("migrations"));
            var applied = run(() -> gather(() -> migrations.apply(one), () -> migrations.apply(other)));
            assertThat(List.of(applied.first(), applied.second()))
                    .containsExactlyInAnyOrder(List.of("1", "2", "3", "4"), List.of());
        }
    }

    @Test
    void aCancelEndsTheWait() throws IOException {
        try (var db = Database.of(url).connect();
                var other = FileChannel.open(
                        directory.resolve("shop.db-migrating"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            var migrations = Migrations.in(directory.resolve("migrations"));
            boolean applied = run(() -> moveOnAfter(Duration.ofMillis(100), () -> {
                migrations.apply(db);
            }));
            assertThat(applied).isFalse();
            assertThat(migrations.pending(db)).hasSize(FILES);
            lock.release();
            assertThat(migrations.apply(db)).hasSize(FILES);
        }
    }
}
