package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Coroutine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that run in this program: SQLite and H2. */
class InProcessTest {
    @ParameterizedTest
    @ValueSource(strings = {"sqlite://", "sqlite:///:memory:", "h2://", "h2:///:memory:"})
    void inMemoryAllStatementsSeeOneDatabaseThatGoesWithTheDisconnect(String url) {
        try (var db = Database.of(url).connect();
                var other = Database.of(url).connect()) {
            db.execute("CREATE TABLE item (id int)");
            db.execute("INSERT INTO item VALUES (7)");
            run(() -> gather(IntStream.range(0, 20)
                    .<Coroutine<List<Row>>>mapToObj(i -> () -> db.fetchAll("SELECT * FROM item"))
                    .toList()));
            assertThat(db.fetchVal(Integer.class, "SELECT id FROM item")).contains(7);
            assertThatThrownBy(() -> other.fetchAll("SELECT * FROM item")).isInstanceOf(BadSql.class);
            db.disconnect();
            db.connect();
            assertThatThrownBy(() -> db.fetchAll("SELECT * FROM item")).isInstanceOf(BadSql.class);
        }
    }

    @Test
    void namedMemoryIsSharedInTheProgram() {
        try (var db = Database.of("h2:///mem:shared-by-name").connect();
                var other = Database.of("h2:///mem:shared-by-name").connect()) {
            db.execute("CREATE TABLE item (id int)");
            assertThat(other.fetchAll("SELECT * FROM item")).isEmpty();
        }
    }

    @Test
    void memorySurvivesAConnectionThatIsGivenUp() {
        try (var db = Database.of("sqlite://").connect()) {
            db.execute("CREATE TABLE item (id int)");
            try (var connection = db.connection()) {
                connection.unwrap().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            assertThat(db.fetchAll("SELECT * FROM item")).isEmpty();
        }
    }

    @Test
    void relativeAndAbsolutePathsOfSqlite(@TempDir Path directory) throws Exception {
        var relative = Path.of("target", "relative path 100%.db");
        Files.deleteIfExists(relative);
        try (var db =
                Database.of("sqlite:///target/relative%20path%20100%25.db").connect()) {
            db.execute("CREATE TABLE item (id int)");
        }
        assertThat(relative).isRegularFile();
        Files.delete(relative);
        var absolute = directory.resolve("absolute.db");
        try (var db = Database.of("sqlite:///" + absolute).connect()) { // an absolute path brings the fourth slash
            assertThat(db.toString()).startsWith("sqlite:////");
            db.execute("CREATE TABLE item (id int)");
            assertThat(db.fetchVal("PRAGMA journal_mode")).contains("wal");
            assertThat(db.fetchVal("PRAGMA foreign_keys")).contains(1);
        }
        try (var db = Database.of("sqlite:///" + absolute + "?mode=ro").connect()) {
            assertThat(db.fetchAll("SELECT * FROM item")).isEmpty();
            assertThatThrownBy(() -> db.execute("INSERT INTO item VALUES (1)"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("readonly");
        }
    }

    /** One heavy statement for each carrier, and then some: whoever waits for them must not wait for a carrier. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SQLITE", "H2"})
    void heavyStatementsLeaveTheCarriersToOthers(Kind kind) throws Exception {
        int heavy = Runtime.getRuntime().availableProcessors() + 1;
        try (var db = kind.fresh(o -> o.maxSize(heavy))) {
            var ran = new CountDownLatch(100);
            run(() -> group(group -> {
                for (int i = 0; i < heavy; i++) {
                    group.start(() -> db.fetchAll(kind.slow));
                }
                while (db.pool().active() < heavy) {
                    Thread.onSpinWait();
                    Thread.yield();
                }
                for (int i = 0; i < 100; i++) {
                    group.start(() -> {
                        ran.countDown();
                        return true;
                    });
                }
                assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
                group.cancel();
                return true;
            }));
            assertThat(db.pool().active()).isZero();
        }
    }

    @Test
    void whoWaitsForARowOfH2DoesNotKeepItsHolderFromCommitting() {
        try (var db = Kind.H2.withUsers(o -> o.maxSize(4))) {
            run(() -> gather(IntStream.range(0, 12)
                    .<Coroutine<Boolean>>mapToObj(i -> () -> db.transaction(tx -> {
                        tx.execute("UPDATE users SET name = concat(name, '!') WHERE id = 1");
                        tx.execute("UPDATE users SET name = concat(name, '?') WHERE id = 2");
                        return true;
                    }))
                    .toList()));
            assertThat(db.fetchVal("SELECT name FROM users WHERE id = 1")).contains("ann" + "!".repeat(12));
        }
    }

    @Test
    void failureShowsWhoAskedForTheStatement() {
        try (var db = Database.of("sqlite://").connect()) {
            assertThatThrownBy(() -> db.fetchAll("SELEC 1"))
                    .satisfies(failure -> assertThat(failure.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals(InProcessTest.class.getName())));
        }
    }

    @Test
    void writersOfSqliteWaitInLineAndNotForEver() {
        try (var db = Kind.SQLITE.withUsers(o -> o.poolWait(Duration.ofMillis(300)));
                var tx = db.begin()) {
            tx.execute("INSERT INTO users (name) VALUES ('dan')");
            assertThatThrownBy(() -> run(() -> db.independent().execute("INSERT INTO users (name) VALUES ('eve')")))
                    .isInstanceOfAny(LockTimeout.class, TransactionMisuse.class);
            assertThat(db.independent().fetchVal(Long.class, "SELECT count(*) FROM users"))
                    .as("readers don't wait")
                    .contains(3L);
            assertThatThrownBy(() -> db.independent().execute("INSERT INTO users (name) VALUES ('eve')"))
                    .isInstanceOf(TransactionMisuse.class)
                    .hasMessageContaining("one writer at a time");
        }
    }

    @Test
    void anotherProgramThatWritesIsALockTimeout() {
        try (var db = Kind.SQLITE.withUsers(o -> o);
                var other = Database.of(DatabaseUrl.parse(db.url().reveal() + "?busy_timeout=50"), o -> o)
                        .connect();
                var tx = db.begin()) {
            tx.execute("INSERT INTO users (name) VALUES ('dan')");
            assertThatThrownBy(() -> other.execute("INSERT INTO users (name) VALUES ('eve')"))
                    .isInstanceOf(LockTimeout.class);
        }
    }

    @Test
    void listsFillArraysOfH2AndAreRefusedBySqlite() {
        try (var db = Database.of("h2://").connect()) {
            db.execute("CREATE TABLE item (tags varchar ARRAY)");
            db.execute("INSERT INTO item VALUES (:tags)", Map.of("tags", List.of("a", "b")));
            assertThat(db.fetchVal("SELECT tags FROM item")).contains(List.of("a", "b"));
        }
        try (var db = Database.of("sqlite://").connect()) {
            assertThatThrownBy(() -> db.fetchVal("SELECT :tags", Map.of("tags", List.of("a"))))
                    .isInstanceOf(BadParameters.class)
                    .hasMessageContaining("a list fills IN (:tags)");
        }
    }
}
