package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.run;
import static dev.rapier.async.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapier.async.AsyncTimeoutException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds on every kind of database. */
@ParameterizedClass
@EnumSource(Kind.class)
class EveryDatabaseTest {
    @Parameter
    Kind kind;

    private Database db;

    record User(int id, String name, Optional<Instant> at) {}

    @BeforeEach
    void connect() {
        db = kind.withUsers(o -> o.minSize(1).maxSize(4).fetchSize(10));
    }

    @AfterEach
    void everyConnectionIsHome() {
        if (db != null) { // the test was skipped
            assertThat(db.pool().active()).isZero();
            assertThat(db.pool().waiting()).isZero();
            assertThat(db.holders()).isZero();
            db.close();
        }
    }

    private long count() {
        return db.fetchVal(Long.class, "SELECT count(*) FROM users").orElseThrow();
    }

    private List<String> names() {
        return db.fetchAll(String.class, "SELECT name FROM users ORDER BY id");
    }

    @Test
    void rowsComeByNameByPositionAndAsRecords() {
        var row = db.fetchOne("SELECT * FROM users WHERE name = :name", Map.of("name", "bob"))
                .orElseThrow();
        assertThat(row.getInt("ID")).isEqualTo(2);
        assertThat(row.get(1)).isEqualTo("bob");
        assertThat(row.keys()).containsExactly("id", "name", "at");
        assertThat(db.fetchAll(User.class, "SELECT * FROM users ORDER BY id"))
                .containsExactly(
                        new User(1, "ann", Optional.empty()),
                        new User(2, "bob", Optional.empty()),
                        new User(3, "cid", Optional.empty()));
        assertThat(db.fetchOne("SELECT * FROM users WHERE id = 99")).isEmpty();
        assertThat(db.fetchVal(Long.class, "SELECT count(*) FROM users")).contains(3L);
    }

    @Test
    void twoQueriesRunAtOnce() {
        long sum = gather(this::names, this::count, (names, count) -> names.size() + count);
        assertThat(sum).isEqualTo(6);
    }

    @Test
    void executeReturnsTheNewKeyAndTheNumberOfRows() {
        var insert = "INSERT INTO users (name) VALUES (:name)" + (kind == Kind.POSTGRESQL ? " RETURNING id" : "");
        var inserted = db.execute(insert, Map.of("name", "dan"));
        assertThat(inserted.value(Integer.class)).contains(4);
        assertThat(inserted.rowCount()).isEqualTo(1);
        assertThat(db.execute("UPDATE users SET name = :name WHERE id < 3 AND name = 'ann'", Map.of("name", "amy")))
                .isEqualTo(new Executed(1, null));
        assertThat(db.execute("DELETE FROM users WHERE id = 99")).isEqualTo(new Executed(0, null));
        if (kind != Kind.H2) {
            assertThat(db.execute("INSERT INTO users (name) VALUES ('eve') RETURNING name")
                            .firstValue())
                    .isEqualTo("eve");
        } else {
            assertThat(db.fetchVal("SELECT name FROM FINAL TABLE (INSERT INTO users (name) VALUES ('eve'))"))
                    .contains("eve");
        }
        assertThat(names()).containsExactly("amy", "bob", "cid", "dan", "eve");
    }

    @Test
    void listsFillInOfAnyLength() {
        var in = "SELECT id FROM users WHERE id IN (:ids) AND name <> :name ORDER BY id";
        assertThat(db.fetchAll(Integer.class, in, Map.of("ids", List.of(1, 2, 3, 99), "name", "bob")))
                .containsExactly(1, 3);
        assertThat(db.fetchAll(Integer.class, in, Map.of("ids", List.of(), "name", "bob")))
                .isEmpty();
        var notIn = "SELECT id FROM users WHERE name NOT IN (:names) ORDER BY id";
        assertThat(db.fetchAll(Integer.class, notIn, Map.of("names", List.of("ann"))))
                .containsExactly(2, 3);
        assertThat(db.fetchAll(Integer.class, notIn, Map.of("names", List.of())))
                .containsExactly(1, 2, 3);
    }

    @Test
    void textsAndCommentsAreNoPlacesForParameters() {
        assertThat(db.fetchVal(String.class, "SELECT ':a it''s' /* :b */ -- :c\n", Map.of()))
                .contains(":a it's");
        assertThatThrownBy(() -> db.fetchAll("SELECT :a")).isInstanceOf(BadParameters.class);
        assertThatThrownBy(() -> db.fetchAll("SELECT 1", Map.of("a", 1))).isInstanceOf(BadParameters.class);
    }

    @Test
    void valuesComeBackAsTheyWent() {
        db.execute("CREATE TABLE kinds (i int, l bigint, s smallint, n decimal(12, 2), d double precision, b boolean,"
                + " t varchar(100), u uuid, day_ date, hour_ time, local_ "
                + (kind.isMariaDb() ? "datetime(6)" : "timestamp") + ", moment "
                + (kind.isMariaDb() ? "timestamp(6) NULL" : "timestamp with time zone") + ", bytes "
                + (kind == Kind.POSTGRESQL || kind == Kind.H2 ? "bytea" : "blob")
                + ", js json, e varchar(10), dur varchar(20))");
        var values = new HashMap<String, Object>();
        values.put("i", 1);
        values.put("l", 1L << 40);
        values.put("s", 3);
        values.put("n", new BigDecimal("12.50"));
        values.put("d", 0.1);
        values.put("b", true);
        values.put("t", "grüße, \"you\" it's \\ ☃");
        values.put("u", UUID.fromString("6f1d3c1e-0000-4000-8000-000000000001"));
        values.put("day_", LocalDate.of(2026, 2, 28));
        values.put("hour_", LocalTime.of(12, 30, 15));
        values.put("local_", LocalDateTime.of(2026, 2, 28, 12, 30, 15, 123_456_000));
        values.put("moment", Instant.parse("2026-02-28T12:30:00.123456Z"));
        values.put("bytes", new byte[] {0, 1, (byte) 255});
        values.put("js", Json.of("{\"a\": 1}"));
        values.put("e", Mood.HAPPY);
        values.put("dur", "PT1H30M");
        var names = String.join(", ", values.keySet());
        var places = String.join(", :", values.keySet());
        db.execute("INSERT INTO kinds (" + names + ") VALUES (:" + places + ")", values);
        var nulls = new HashMap<String, Object>();
        values.keySet().forEach(name -> nulls.put(name, null));
        db.execute("INSERT INTO kinds (" + names + ") VALUES (:" + places + ")", nulls);

        var rows = db.fetchAll("SELECT * FROM kinds");
        var row = rows.getFirst();
        for (var name : List.of("i", "l", "s", "n", "d", "b", "t", "day_", "hour_", "local_", "bytes")) {
            assertThat(row.get(name)).as(name).isEqualTo(values.get(name));
        }
        assertThat(row.get("u", UUID.class)).isEqualTo(values.get("u"));
        if (kind != Kind.MYSQL_DRIVER) { // MySQL has no such type, and its driver calls MariaDB's a text
            assertThat(row.get("u")).isEqualTo(values.get("u"));
        }
        assertThat(row.get("moment", Instant.class)).isEqualTo(values.get("moment"));
        assertThat(row.getString("js").replace(" ", "")).isEqualTo("{\"a\":1}");
        assertThat(row.get("js", Json.class)).isNotNull();
        assertThat(row.get("e", Mood.class)).isEqualTo(Mood.HAPPY);
        assertThat(row.get("dur", Duration.class)).isEqualTo(Duration.ofMinutes(90));
        assertThat(rows.getLast().values()).containsOnlyNulls();
    }

    enum Mood {
        HAPPY
    }

    @Test
    void expressionsBecomeWhatIsAskedFor() {
        var at = Instant.parse("2026-02-28T12:30:00Z");
        db.execute("UPDATE users SET at = :at", Map.of("at", at));
        assertThat(db.fetchVal(Instant.class, "SELECT max(at) FROM users")).contains(at);
        assertThat(db.fetchVal(Boolean.class, "SELECT count(*) > 1 FROM users")).contains(true);
    }

    @Test
    void executeManyInsertsAllOrNothing() {
        var insert = "INSERT INTO users (name) VALUES (:name)";
        db.executeMany(
                insert,
                IntStream.range(0, 500).mapToObj(i -> Map.of("name", "u" + i)).toList());
        assertThat(count()).isEqualTo(503);
        assertThatThrownBy(() -> db.executeMany(insert, List.of(Map.of("name", "new"), Map.of("name", "ann"))))
                .isInstanceOf(UniqueViolation.class);
        assertThat(count()).isEqualTo(503);
    }

    record NewUser(String name, int more) {}

    @Test
    void recordsAreWrittenOneByOneAndInABatch() {
        var insert = "INSERT INTO users (name) VALUES (:name)";
        assertThat(db.execute(insert, new NewUser("one", 1)).rowCount()).isEqualTo(1);
        db.executeMany(
                insert,
                IntStream.range(0, 50).mapToObj(i -> new NewUser("r" + i, i)).toList());
        assertThat(count()).isEqualTo(54);
        db.executeMany(
                "DELETE FROM users WHERE name IN (:names)",
                List.of(new Names(List.of("r1", "r2")), new Names(List.of("r3", "r4"))));
        assertThat(count()).isEqualTo(50);
    }

    record Names(List<String> names) {}

    @Test
    void transactionsCommitAndRollBack() {
        db.transaction(tx -> {
            tx.execute("INSERT INTO users (name) VALUES ('dan')");
            return db.execute("INSERT INTO users (name) VALUES ('eve')"); // of the same transaction
        });
        assertThat(count()).isEqualTo(5);
        assertThatThrownBy(() -> db.transaction(() -> {
                    db.execute("INSERT INTO users (name) VALUES ('fay')");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(count()).isEqualTo(5);
        try (var tx = db.begin()) {
            tx.execute("DELETE FROM users");
        }
        assertThat(count()).isEqualTo(5);
    }

    @Test
    void savepointsTakeBackWhatIsInsideOnly() {
        db.transaction(tx -> {
            tx.execute("INSERT INTO users (name) VALUES ('dan')");
            assertThatThrownBy(() -> tx.transaction(inner -> {
                        inner.execute("INSERT INTO users (name) VALUES ('eve')");
                        return inner.execute("INSERT INTO users (name) VALUES ('ann')");
                    }))
                    .isInstanceOf(UniqueViolation.class);
            return tx.transaction(inner -> inner.execute("INSERT INTO users (name) VALUES ('fay')"));
        });
        assertThat(names()).containsExactly("ann", "bob", "cid", "dan", "fay");
        try (var outer = db.begin();
                var inner = db.begin()) {
            assertThatThrownBy(outer::commit).isInstanceOf(TransactionMisuse.class);
            inner.rollback();
        }
    }

    @Test
    void serializableTransactionDoesNotSeeWhatOthersInsertMeanwhile() {
        try (var other = Database.of(db.url(), o -> o.maxSize(2)).connect();
                var tx = db.begin(TransactionOptions.of()
                        .isolation(kind == Kind.H2 ? Isolation.REPEATABLE_READ : Isolation.SERIALIZABLE)
                        .forReading())) {
            assertThat(tx.fetchVal(Long.class, "SELECT count(*) FROM users WHERE id < 100"))
                    .contains(3L);
            if (!kind.isMariaDb()) { // there a serializable read locks
                other.execute("INSERT INTO users (name) VALUES ('dan')");
            }
            assertThat(tx.fetchVal(Long.class, "SELECT count(*) FROM users WHERE id < 100"))
                    .contains(3L);
        }
        if (!kind.isMariaDb()) {
            assertThat(count()).isEqualTo(4);
        }
        db.transaction(tx -> tx.execute("INSERT INTO users (name) VALUES ('eve')")); // neither is left behind
    }

    @Test
    void readOnlyTransactionRefusesToWrite() {
        var reading = TransactionOptions.of().forReading();
        assertThatThrownBy(() -> db.transaction(reading, tx -> tx.execute("INSERT INTO users (name) VALUES ('dan')")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(kind == Kind.SQLITE || kind == Kind.H2 ? "for reading only" : "25006");
        Optional<Long> seen = db.transaction(reading, tx -> tx.fetchVal(Long.class, "SELECT count(*) FROM users"));
        assertThat(seen).contains(3L);
    }

    @Test
    void brokenConstraintsAreToldApart() {
        db.execute("CREATE TABLE post (id int, user_id int, n int NOT NULL, CONSTRAINT positive CHECK (id > 0),"
                + " CONSTRAINT writer FOREIGN KEY (user_id) REFERENCES users (id))");
        var unique = catchThrowableOfType(
                UniqueViolation.class,
                () -> db.execute("INSERT INTO users (name) VALUES (:name)", Map.of("name", "ann")));
        assertThat(unique).hasMessageNotContaining("ann").hasMessageContaining("INSERT INTO users");
        assertThat(unique.sqlState()).contains("23505");
        assertThat(unique.constraint()).isPresent();
        assertThatThrownBy(() -> db.execute("INSERT INTO post VALUES (1, :user, 1)", Map.of("user", 4_711)))
                .isInstanceOf(ForeignKeyViolation.class)
                .hasMessageNotContaining("4711");
        assertThatThrownBy(() -> db.execute("INSERT INTO post VALUES (1, 1, NULL)"))
                .isInstanceOf(NotNullViolation.class);
        assertThatThrownBy(() -> db.execute("INSERT INTO post VALUES (-1, 1, 1)"))
                .isInstanceOf(CheckViolation.class);
        assertThatThrownBy(() -> db.execute("SELEC 1")).isInstanceOf(BadSql.class);
        assertThatThrownBy(() -> db.fetchAll("SELECT * FROM nowhere")).isInstanceOf(BadSql.class);
        assertThatThrownBy(() -> db.fetchAll("SELECT nothing FROM users")).isInstanceOf(BadSql.class);
    }

    @Test
    void iterateYieldsAllRows() {
        for (int n : new int[] {1, 9, 10, 11, 95}) {
            assertThat(db.iterate(Integer.class, kind.numbers, Map.of("n", n)).toList())
                    .hasSize(n);
        }
        List<Row> none = db.iterate("SELECT * FROM users WHERE id = 99").toList();
        assertThat(none).isEmpty();
    }

    @Test
    void leavingAStreamEarlyEndsItsQuery() {
        try (var connection = db.connection()) {
            List<Integer> three = db.iterate(Integer.class, kind.numbers, Map.of("n", 100_000_000))
                    .take(3)
                    .toList();
            assertThat(three).containsExactly(1, 2, 3);
            assertThat(connection.fetchVal(Long.class, "SELECT count(*) FROM users"))
                    .as("the connection is whole")
                    .contains(3L);
        }
    }

    @Test
    void bodyOfAStreamMayWrite() {
        db.iterate("SELECT id FROM users ORDER BY id")
                .forEach(row -> db.execute("UPDATE users SET name = concat(name, '!') WHERE id = :id", row.asMap()));
        assertThat(names()).containsExactly("ann!", "bob!", "cid!");
    }

    @Test
    void childrenOfAStreamHaveConnectionsOfTheirOwn() {
        var seen = new AtomicInteger();
        db.iterate("SELECT id FROM users ORDER BY id")
                .forEach(row -> seen.addAndGet(gather(this::count, this::count, (a, b) -> (int) (a + b))));
        assertThat(seen).hasValue(18);
    }

    @Test
    void cancelledStatementEndsAndItsConnectionIsUsedAgain() {
        long before = System.nanoTime();
        try (var connection = db.connection()) {
            assertThatThrownBy(() -> timeout(Duration.ofMillis(100), () -> connection.fetchAll(kind.slow)))
                    .isInstanceOf(AsyncTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
            for (int i = 0; i < 20; i++) { // no late cancel hits what comes next
                assertThat(connection.fetchVal(Long.class, "SELECT count(*) FROM users"))
                        .contains(3L);
            }
        }
    }

    @Test
    void cancelInATransactionRollsItBack() {
        assertThat(moveOnAfter(
                        Duration.ofMillis(100),
                        () -> db.transaction(tx -> {
                            tx.execute("INSERT INTO users (name) VALUES ('dan')");
                            return tx.fetchAll(kind.slow);
                        })))
                .isEmpty();
        assertThat(count()).isEqualTo(3);
        db.execute("INSERT INTO users (name) VALUES ('dan')"); // no lock is left
    }

    @Test
    void cancelledStatementDoesNotLetTheRestOfItsTransactionSlipThrough() {
        assertThatThrownBy(() -> db.transaction(tx -> {
                    tx.execute("INSERT INTO users (name) VALUES ('dan')");
                    moveOnAfter(
                            Duration.ofMillis(100),
                            () -> tx.execute("INSERT INTO users (name) SELECT concat('x', count(*)) FROM (" + kind.slow
                                    + ") AS slow(n)"));
                    tx.execute("INSERT INTO users (name) VALUES ('eve')");
                    throw new IllegalStateException("taken back");
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(names()).containsExactly("ann", "bob", "cid");
    }

    @Test
    void heldConnectionIsTheSameForNestedUses() {
        try (var one = db.connection();
                var two = db.connection()) {
            assertThat(one.unwrap()).isSameAs(two.unwrap());
            assertThat(one.fetchVal(Integer.class, "SELECT 1")).contains(1);
            assertThat(db.pool().active()).isEqualTo(1);
        }
    }

    @Test
    void childThatIsGivenTheTransactionSeesIt() {
        db.transaction(tx -> {
            tx.execute("INSERT INTO users (name) VALUES ('dan')");
            var count = "SELECT count(*) FROM users";
            long seen = gather(
                    () -> tx.fetchVal(Long.class, count).orElseThrow(),
                    () -> tx.fetchVal(Long.class, count).orElseThrow(),
                    Long::sum);
            assertThat(seen).isEqualTo(8);
            assertThatThrownBy(() -> gather(this::count, this::count, Long::sum))
                    .isInstanceOf(TransactionMisuse.class);
            return true;
        });
    }

    @Test
    void writersTakeTurns() {
        run(() -> gather(IntStream.range(0, 40)
                .mapToObj(i -> (dev.rapier.async.Coroutine<Executed>) () ->
                        db.transaction(TransactionOptions.of().retries(20), tx -> {
                            tx.fetchVal(
                                    "SELECT name FROM users WHERE id = 1" + (kind == Kind.SQLITE ? "" : " FOR UPDATE"));
                            return tx.execute("UPDATE users SET name = concat(name, '!') WHERE id = 1");
                        }))
                .toList()));
        assertThat(names().getFirst()).isEqualTo("ann" + "!".repeat(40));
    }

    @Test
    void manyTasksWithCancelsLeaveEverythingAtHome() {
        run(() -> gather(IntStream.range(0, 120)
                .mapToObj(i -> (dev.rapier.async.Coroutine<Boolean>) () -> {
                    moveOnAfter(Duration.ofMillis(i % 7), () -> switch (i % 3) {
                        case 0 -> db.fetchAll(kind.numbers, Map.of("n", 2_000));
                        case 1 -> db.execute("INSERT INTO users (name) VALUES (:name)", Map.of("name", "user" + i));
                        default ->
                            db.iterate(kind.numbers, Map.of("n", 500)).take(20).toList();
                    });
                    return true;
                })
                .toList()));
        assertThat(db.pool().active()).isZero();
        assertThat(count()).isBetween(3L, 43L);
        db.execute("INSERT INTO users (name) VALUES ('last')");
    }

    @Test
    void forcedRollbackLeavesNothing() {
        try (var test = Database.of(db.url(), o -> o.forceRollback(true)).connect()) {
            test.execute("INSERT INTO users (name) VALUES ('dan')");
            test.transaction(tx -> tx.execute("INSERT INTO users (name) VALUES ('eve')"));
            assertThat(test.fetchVal(Long.class, "SELECT count(*) FROM users")).contains(5L);
        }
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void migrationsAreAppliedOnce() {
        var migrations = Migrations.of("classpath:every/migration").baseline("0");
        assertThat(migrations.apply(db)).containsExactly("1", "2");
        assertThat(migrations.pending(db)).isEmpty();
        assertThat(migrations.apply(db)).isEmpty();
        assertThat(db.fetchAll(String.class, "SELECT title FROM book ORDER BY id"))
                .containsExactly("one", "two");
    }
}
