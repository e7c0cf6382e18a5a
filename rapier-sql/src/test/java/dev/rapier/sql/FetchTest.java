package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FetchTest {
    private static Database db;

    enum Mood {
        SAD,
        HAPPY
    }

    record User(int id, String name, Optional<Instant> createdAt) {}

    @BeforeAll
    static void connect() {
        db = Databases.withUsers();
    }

    @AfterAll
    static void disconnect() {
        db.close();
    }

    @Test
    @Tag("D3")
    @DisplayName("D3: fetchOne and fetchVal without rows are empty")
    void nothingIsEmpty() {
        assertThat(db.fetchOne("SELECT * FROM users WHERE id = :id", Map.of("id", 99)))
                .isEmpty();
        assertThat(db.fetchVal("SELECT id FROM users WHERE id = :id", Map.of("id", 99)))
                .isEmpty();
        assertThat(db.fetchVal("SELECT NULL")).isEmpty();
        assertThat(db.fetchOne(Integer.class, "SELECT NULL::int")).isEmpty();
        assertThat(db.fetchAll("SELECT * FROM users WHERE false")).isEmpty();
    }

    @Test
    @Tag("D3")
    @DisplayName("D3: fetchVal by position and by name")
    void fetchValByPositionAndName() {
        var sql = "SELECT id, name FROM users WHERE id = :id";
        assertThat(db.fetchVal(Integer.class, sql, Map.of("id", 2))).contains(2);
        assertThat(db.fetchVal(String.class, sql, Map.of("id", 2), 1)).contains("bob");
        assertThat(db.fetchVal(String.class, sql, Map.of("id", 2), "name")).contains("bob");
    }

    @Test
    void fetchOneTakesTheFirstOfSeveral() {
        assertThat(db.fetchOne("SELECT name FROM users ORDER BY id")
                        .orElseThrow()
                        .getString("name"))
                .isEqualTo("ann");
    }

    @Test
    @Tag("D4")
    @DisplayName("D4: two columns of one name both appear in values()")
    void columnsOfOneNameAreKept() {
        var row = db.fetchOne("SELECT 1 AS x, 2 AS x").orElseThrow();
        assertThat(row.values()).containsExactly(1, 2);
        assertThat(row.keys()).containsExactly("x", "x");
        assertThat(row.get("x")).isEqualTo(1);
        assertThat(row.asMap()).containsExactly(Map.entry("x", 1));
    }

    @Test
    @Tag("D5")
    @DisplayName("D5: a row by name, by position and as a record")
    void rowsAreReadInThreeWays() {
        var row = db.fetchOne("SELECT id, name, now() AS created_at FROM users WHERE id = 1")
                .orElseThrow();
        assertThat(row.getInt("ID")).isEqualTo(1);
        assertThat(row.getLong("id")).isEqualTo(1L);
        assertThat(row.get(1)).isEqualTo("ann");
        assertThat(row.to(User.class).createdAt()).isPresent();
        assertThat(db.fetchAll(User.class, "SELECT * FROM users ORDER BY id"))
                .first()
                .isEqualTo(new User(1, "ann", Optional.empty()));
        assertThat(db.fetchAll(String.class, "SELECT name FROM users ORDER BY id"))
                .containsExactly("ann", "bob", "cid");
    }

    @Test
    @Tag("D5")
    @DisplayName("D5: values of all kinds come back as they went")
    void valuesRoundTrip() {
        db.execute("CREATE TYPE mood AS ENUM ('SAD', 'HAPPY')");
        db.execute("""
                CREATE TABLE kinds (i int, l bigint, s smallint, n numeric, d double precision, f real, b boolean,
                  t text, u uuid, day date, hour time, local timestamp, moment timestamptz, long interval, months interval,
                  bytes bytea, js jsonb, m mood, ints int[], texts text[], days date[], moments timestamptz[])
                """);
        var values = new HashMap<String, Object>();
        values.put("i", 1);
        values.put("l", 1L << 40);
        values.put("s", (short) 3);
        values.put("n", new BigDecimal("12.50"));
        values.put("d", 0.1);
        values.put("f", 0.5f);
        values.put("b", true);
        values.put("t", "grüße, \"you\"");
        values.put("u", UUID.fromString("6f1d3c1e-0000-4000-8000-000000000001"));
        values.put("day", LocalDate.of(2026, 2, 28));
        values.put("hour", LocalTime.of(12, 30, 15));
        values.put("local", LocalDateTime.of(2026, 2, 28, 12, 30));
        values.put("moment", Instant.parse("2026-02-28T12:30:00.123456Z"));
        values.put("long", Duration.ofMinutes(90));
        values.put("months", Period.ofMonths(14));
        values.put("bytes", new byte[] {0, 1, (byte) 255});
        values.put("js", Json.of("{\"a\": 1}"));
        values.put("m", Mood.HAPPY);
        values.put("ints", Arrays.asList(1, null, 3));
        values.put("texts", List.of("a,b", "c\"d", "e\\f"));
        values.put("days", List.of(LocalDate.of(2026, 1, 1)));
        values.put("moments", List.of(Instant.parse("2026-01-01T00:00:00Z")));
        var names = String.join(", ", values.keySet());
        db.execute("INSERT INTO kinds (" + names + ") VALUES (:" + String.join(", :", values.keySet()) + ")", values);

        var row = db.fetchOne("SELECT * FROM kinds").orElseThrow();
        values.put("s", 3); // a smallint is an Integer in JDBC
        values.put("moment", OffsetDateTime.parse("2026-02-28T12:30:00.123456Z"));
        values.put("months", Period.of(1, 2, 0));
        values.put("js", "{\"a\": 1}");
        values.put("m", "HAPPY");
        values.put("moments", List.of(OffsetDateTime.parse("2026-01-01T00:00:00Z")));
        values.forEach((name, value) -> assertThat(row.get(name)).as(name).isEqualTo(value));
        assertThat(row.get("m", Mood.class)).isEqualTo(Mood.HAPPY);
        assertThat(row.get("moment", Instant.class)).isEqualTo(Instant.parse("2026-02-28T12:30:00.123456Z"));
        assertThat(row.get("moment", ZonedDateTime.class)).isNotNull();
        assertThat(row.get("js", Json.class)).isEqualTo(Json.of("{\"a\": 1}"));
        assertThat(row.get("n", Double.class)).isEqualTo(12.5);
    }

    @Test
    void textsFillColumnsOfAnyType() {
        assertThat(db.fetchVal("SELECT '2026-01-01'::date = :day", Map.of("day", "2026-01-01")))
                .contains(true);
        assertThat(db.fetchVal("SELECT CAST(:u AS uuid)", Map.of("u", "6f1d3c1e-0000-4000-8000-000000000001")))
                .contains(UUID.fromString("6f1d3c1e-0000-4000-8000-000000000001"));
        assertThat(db.fetchVal("SELECT :text", Map.of("text", "a"))).contains("a");
    }

    @Test
    void nullAndOptionalsAreBound() {
        var values = new HashMap<String, Object>();
        values.put("a", null);
        values.put("b", Optional.empty());
        values.put("c", Optional.of(3));
        var row = db.fetchOne("SELECT CAST(:a AS int) AS a, CAST(:b AS text) AS b, :c + 1 AS c", values)
                .orElseThrow();
        assertThat(row.values()).containsExactly(null, null, 4);
    }

    @Test
    void listsFillInOfAnyLength() {
        var in = "SELECT id FROM users WHERE id IN (:ids) ORDER BY id";
        var notIn = "SELECT id FROM users WHERE name NOT IN (:names) ORDER BY id";
        assertThat(db.fetchAll(Integer.class, in, Map.of("ids", List.of(1, 3, 99))))
                .containsExactly(1, 3);
        assertThat(db.fetchAll(Integer.class, in, Map.of("ids", List.of()))).isEmpty();
        assertThat(db.fetchAll(Integer.class, in, Map.of("ids", 2))).containsExactly(2);
        assertThat(db.fetchAll(Integer.class, notIn, Map.of("names", List.of("ann"))))
                .containsExactly(2, 3);
        assertThat(db.fetchAll(Integer.class, notIn, Map.of("names", List.of())))
                .containsExactly(1, 2, 3);
        assertThat(db.fetchAll(Integer.class, "SELECT id FROM users WHERE id = any(:ids)", Map.of("ids", List.of(2))))
                .containsExactly(2);
    }

    @Test
    void listsMayBeLargeAndOfPrimitives() {
        var many = IntStream.range(0, 100_000).boxed().toList();
        var in = "SELECT count(*) FROM users WHERE id IN (:ids) AND id = ANY(:ids)";
        assertThat(db.fetchVal(Long.class, in, Map.of("ids", many))).contains(3L);
        assertThat(db.fetchVal(Long.class, in, Map.of("ids", new int[] {1, 2}))).contains(2L);
        assertThat(db.fetchVal(Long.class, in, Map.of("ids", new long[] {3, 99})))
                .contains(1L);
        assertThat(db.fetchVal("SELECT CAST(:d AS float8[])", Map.of("d", new double[] {0.5, 1})))
                .contains(List.of(0.5, 1.0));
    }

    @Test
    @DisplayName(
            "D5: types of the server without a counterpart come and go as text: ranges, networks, enums, times of the week")
    void otherTypesAreText() {
        var row = db.fetchOne(
                        "SELECT CAST(:r AS int4range) AS r, CAST(:t AS tstzrange) AS t, CAST(:i AS inet) AS i, CAST(:b AS bit(3)) AS b,"
                                + " CAST(:x AS xml) AS x, CAST(:j AS json) AS j, 'infinity'::timestamptz AS forever, 'NaN'::numeric AS nan",
                        Map.of(
                                "r",
                                "[1,5)",
                                "t",
                                "[2026-01-01 00:00:00+00,)",
                                "i",
                                "10.0.0.1/8",
                                "b",
                                "101",
                                "x",
                                "<a/>",
                                "j",
                                "[1]"))
                .orElseThrow();
        assertThat(row.getString("r")).isEqualTo("[1,5)");
        assertThat(row.getString("t")).startsWith("[\"2026-01-01 00:00:00+00\",");
        assertThat(row.getString("i")).isEqualTo("10.0.0.1/8");
        assertThat(row.getString("b")).isEqualTo("101");
        assertThat(row.getString("x")).isEqualTo("<a/>");
        assertThat(row.getString("j")).isEqualTo("[1]");
        assertThat(row.get("forever")).isEqualTo(OffsetDateTime.MAX);
        assertThat(row.get("nan")).isEqualTo(Double.NaN);
        assertThat(db.fetchVal("SELECT ARRAY['[1,2)'::int4range]")).contains(List.of("[1,2)"));
        assertThat(db.fetchVal("SELECT ARRAY[ARRAY[1,2],ARRAY[3,4]]")).contains(List.of(List.of(1, 2), List.of(3, 4)));
        assertThat(db.fetchVal("SELECT ARRAY['{\"a\": 1}'::jsonb]")).contains(List.of("{\"a\": 1}"));
    }

    @Test
    void questionMarkOperatorsWork() {
        assertThat(db.fetchVal("SELECT '{\"a\": 1}'::jsonb ? :key", Map.of("key", "a")))
                .contains(true);
    }

    @Test
    @Tag("D6")
    @DisplayName("D6: execute returns what RETURNING brings, and the number of rows")
    void executeSaysWhatItDid() {
        try (var tx = db.begin()) {
            var inserted = tx.execute("INSERT INTO users (name) VALUES (:name) RETURNING id", Map.of("name", "dan"));
            assertThat(inserted.value(Long.class).orElseThrow()).isGreaterThan(3L);
            assertThat(inserted.rowCount()).isEqualTo(1);
            var plain = tx.execute("INSERT INTO users (name) VALUES ('eve')");
            assertThat(plain.firstValue()).isNull();
            assertThat(tx.execute("UPDATE users SET name = name || '!'").rowCount())
                    .isEqualTo(5);
            assertThat(tx.execute("DELETE FROM users WHERE false").rowCount()).isZero();
        }
    }

    @Test
    @Tag("D7")
    @DisplayName("D7: executeMany with n parameter sets inserts n rows")
    void executeManyInsertsAll() {
        try (var own = Databases.withUsers()) {
            own.executeMany(
                    "INSERT INTO users (name) VALUES (:name)",
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> Map.of("name", "user" + i))
                            .toList());
            assertThat(Databases.count(own)).isEqualTo(1_003);
            own.executeMany("INSERT INTO users (name) VALUES (:name)", List.<Map<String, ?>>of());
            assertThatThrownBy(() -> own.executeMany(
                            "INSERT INTO users (name) VALUES (:name)",
                            List.of(Map.of("name", "new"), Map.of("name", "ann"))))
                    .isInstanceOf(UniqueViolation.class);
            assertThat(Databases.count(own)).as("all or nothing").isEqualTo(1_003);
        }
    }

    @Test
    void rowsThatDoNotFitSayWhy() {
        assertThatThrownBy(() -> db.fetchAll(User.class, "SELECT id FROM users"))
                .isInstanceOf(BadRow.class)
                .hasMessageContaining("wants a column name");
        assertThatThrownBy(() -> db.fetchAll(User.class, "SELECT NULL::int AS id, name, created_at FROM users"))
                .hasMessageContaining("Column id is null");
        assertThatThrownBy(() -> db.fetchOne("SELECT 1 AS a").orElseThrow().get("b"))
                .hasMessageContaining("No column b");
        assertThatThrownBy(() -> db.fetchVal(Integer.class, "SELECT 3000000000"))
                .hasMessageContaining("3000000000");
        assertThatThrownBy(() -> db.fetchVal(Integer.class, "SELECT 'x'")).hasMessageContaining("String");
        assertThatThrownBy(() -> db.execute("SELECT :x", Map.of("x", new Object())))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining(":x is a java.lang.Object");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        var row = db.fetchOne("SELECT 1 AS a, 'x,\"y\"' AS b, NULL AS c, 2.50 AS d")
                .orElseThrow();
        assertThat(row.toCsv()).isEqualTo("1,\"x,\"\"y\"\"\",,2.50\n");
    }

    @Test
    void rowsAreEqualByNamesAndValues() {
        assertThat(db.fetchAll("SELECT 1 AS a UNION ALL SELECT 1"))
                .hasSize(2)
                .containsOnly(db.fetchOne("SELECT 1 AS a").orElseThrow());
        assertThat(db.fetchOne("SELECT 1 AS a").orElseThrow()).hasToString("Row{a=1}");
    }

    @Test
    void recordNamesBecomeSnakeCase() {
        assertThat(RecordMapper.snakeCase("createdAt")).isEqualTo("created_at");
        assertThat(RecordMapper.snakeCase("userID")).isEqualTo("user_id");
        assertThat(RecordMapper.snakeCase("HTTPServer")).isEqualTo("http_server");
        assertThat(RecordMapper.snakeCase("id")).isEqualTo("id");
    }
}
