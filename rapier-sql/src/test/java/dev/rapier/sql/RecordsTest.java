package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records as values, and as what rows become. */
class RecordsTest {
    private static final Instant MOMENT = Instant.parse("2026-02-28T12:30:00Z");
    private static final UUID KEY = new UUID(1, 2);
    private static final String INSERT =
            "INSERT INTO item VALUES (:id, :name, :price, :size, :sold, :createdAt, :key, :mood, :tags, :note)";

    private Database db;

    enum Mood {
        SAD,
        HAPPY
    }

    record Item(
            int id,
            String name,
            double price,
            long size,
            boolean sold,
            Instant createdAt,
            UUID key,
            Mood mood,
            List<String> tags,
            Optional<String> note) {
        static Item of(int id) {
            return new Item(
                    id,
                    "item " + id,
                    id / 4.0,
                    1L << 40,
                    id % 2 == 0,
                    MOMENT,
                    KEY,
                    Mood.HAPPY,
                    List.of("a", "b"),
                    id % 2 == 0 ? Optional.of("note") : Optional.empty());
        }
    }

    @BeforeEach
    void connect() {
        db = Databases.fresh(o -> o.maxSize(2).fetchSize(3));
        db.execute("""
                CREATE TABLE item (id int PRIMARY KEY, name text NOT NULL, price float8, size int8, sold bool, created_at timestamptz,
                  key uuid, mood text, tags text[], note text)
                """);
    }

    @AfterEach
    void everyConnectionIsHome() {
        assertThat(db.pool().active()).isZero();
        db.close();
    }

    private List<Item> stored() {
        return db.fetchAll(Item.class, "SELECT * FROM item ORDER BY id");
    }

    @Test
    void aRecordFillsTheParametersOfItsComponents() {
        assertThat(db.execute(INSERT, Item.of(1)).rowCount()).isEqualTo(1);
        assertThat(stored()).containsExactly(Item.of(1));
        db.execute("UPDATE item SET name = :name || :name WHERE id = :id AND created_at = :created_at", Item.of(1));
        assertThat(db.fetchVal("SELECT name FROM item")).contains("item 1item 1");
    }

    @Test
    void manyRecordsAreOneBatchAllOrNothing() {
        var items = IntStream.range(0, 1_000).mapToObj(Item::of).toList();
        db.executeMany(INSERT, items);
        assertThat(stored()).isEqualTo(items);
        db.executeMany(INSERT, new ArrayList<Item>());
        assertThatThrownBy(() -> db.executeMany(INSERT, List.of(Item.of(1_000), Item.of(1))))
                .isInstanceOf(UniqueViolation.class);
        assertThat(stored()).hasSize(1_000);
    }

    record First(int id, @org.jspecify.annotations.Nullable String name) {}

    record Second(Integer id, String name, String more) {}

    @Test
    void recordsOfSeveralTypesGoIntoOneBatch() {
        db.executeMany(
                "INSERT INTO item (id, name) VALUES (:id, coalesce(:name, 'none'))",
                List.of(new First(1, "a"), new Second(2, "b", ""), new First(3, null)));
        assertThat(db.fetchAll(String.class, "SELECT name FROM item ORDER BY id"))
                .containsExactly("a", "b", "none");
    }

    record Choice(List<Integer> ids, String name) {}

    @Test
    void aListInARecordFillsAnIn() {
        db.executeMany(INSERT, IntStream.range(0, 5).mapToObj(Item::of).toList());
        db.executeMany(
                "UPDATE item SET name = :name WHERE id IN (:ids)",
                List.of(new Choice(List.of(1, 2), "x"), new Choice(List.of(), "y"), new Choice(List.of(4), "z")));
        assertThat(db.fetchAll(String.class, "SELECT name FROM item ORDER BY id"))
                .containsExactly("item 0", "x", "x", "item 3", "z");
    }

    @Test
    void aComponentThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> db.executeMany("SELECT :id, :other", List.of(new First(1, "a"))))
                .isInstanceOf(BadParameters.class)
                .hasMessage("The record First has no component for :other; it has id, name: SELECT :id, :other");
        assertThatThrownBy(() -> db.execute("SELECT :other", new First(1, "a")))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining(":other");
        assertThatThrownBy(() -> db.execute("SELECT :x", new Nested(new First(1, "a"))))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining(":x is a dev.rapier.sql.RecordsTest$First");
    }

    record Nested(First x) {}

    record Loose(
            long id,
            double price,
            int small,
            @org.jspecify.annotations.Nullable Integer size,
            BigDecimal exact) {}

    @Test
    void columnsOfOtherTypesBecomeWhatTheComponentsWant() {
        var sql = "SELECT i AS id, i AS price, i::int8 AS small, nullif(i, 2) AS size, i::int8 AS exact"
                + " FROM generate_series(1, 7) i";
        var rows = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> new Loose(i, i, i, i == 2 ? null : i, BigDecimal.valueOf(i)))
                .toList();
        assertThat(db.fetchAll(Loose.class, sql)).isEqualTo(rows);
        assertThat(db.iterate(Loose.class, sql).toList()).isEqualTo(rows);
        assertThat(db.fetchAll(sql).stream().map(row -> row.to(Loose.class))).isEqualTo(rows);
    }

    record Numbers(int a, long b, double c) {}

    @Test
    void aNullThatCannotBeIsToldWhenItsRowIsReached() {
        var seen = new ArrayList<Numbers>();
        for (var column : List.of("a", "b", "c")) {
            seen.clear();
            var sql = "SELECT %s FROM generate_series(1, 9) i"
                    .formatted("i AS a, i::int8 AS b, i::float8 AS c"
                            .replaceFirst("i(\\S*) AS " + column, "nullif(i, 5)$1 AS " + column));
            assertThatThrownBy(() -> db.iterate(Numbers.class, sql).forEach(seen::add))
                    .isInstanceOf(BadRow.class)
                    .hasMessageContaining("Column " + column + " is null, which a ");
            assertThat(seen).hasSize(4).endsWith(new Numbers(4, 4, 4));
            assertThatThrownBy(() -> db.fetchAll(Numbers.class, sql)).isInstanceOf(BadRow.class);
        }
    }

    record Picky(int id) {
        Picky {
            if (id == 4) {
                throw new IllegalArgumentException("not 4");
            }
        }
    }

    @Test
    void aRecordThatRefusesItsValuesSaysSo() {
        assertThatThrownBy(() -> db.fetchAll(Picky.class, "SELECT generate_series(1, 9) AS id"))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("The record Picky refuses a row: java.lang.IllegalArgumentException: not 4")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> db.fetchOne("SELECT 4 AS id").orElseThrow().to(Picky.class))
                .hasMessageContaining("refuses a row");
    }

    record Asking(int id) {
        static final ThreadLocal<Database> ASKED = new ThreadLocal<>();

        Asking {
            id = ASKED.get()
                    .fetchVal(Integer.class, "SELECT :id * 2", Map.of("id", id))
                    .orElseThrow();
        }
    }

    @Test
    void theConstructorOfARecordMayAskTheDatabase() {
        Asking.ASKED.set(db);
        var sql = "SELECT generate_series(1, 7) AS id";
        assertThat(db.fetchAll(Asking.class, sql)).extracting(Asking::id).containsExactly(2, 4, 6, 8, 10, 12, 14);
        assertThat(db.iterate(Asking.class, sql).take(5).toList())
                .extracting(Asking::id)
                .containsExactly(2, 4, 6, 8, 10);
    }

    record Wide(
            int c0,
            int c1,
            int c2,
            int c3,
            int c4,
            int c5,
            int c6,
            int c7,
            int c8,
            int c9,
            long d0,
            long d1,
            long d2,
            long d3,
            long d4,
            long d5,
            long d6,
            long d7,
            long d8,
            long d9,
            double e0,
            double e1,
            double e2,
            double e3,
            double e4,
            double e5,
            double e6,
            double e7,
            double e8,
            double e9,
            String f0,
            String f1,
            String f2,
            String f3,
            String f4) {}

    @Test
    void aRecordOfManyComponentsIsMadeInTheirOrder() {
        var columns = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            columns.add(i + " AS c" + i);
            columns.add(10 + i + "::int8 AS d" + i);
            columns.add(20 + i + "::float8 AS e" + i);
        }
        for (int i = 0; i < 5; i++) {
            columns.add("'" + (30 + i) + "' AS f" + i);
        }
        assertThat(db.fetchOne(Wide.class, "SELECT " + String.join(", ", columns)))
                .contains(new Wide(
                        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
                        26, 27, 28, 29, "30", "31", "32", "33", "34"));
    }

    record Twins(int userId, int userID, int orderId, int orderID, int mapId, int mapID, int keyId, int keyID) {}

    @Test
    void ofTwoComponentsOfOneNameInSqlTheFirstIsMeant() {
        var twins = new Twins(1, 2, 1, 2, 1, 2, 1, 2);
        db.executeMany(
                "INSERT INTO item (id, name) VALUES (:user_id + :order_id + :map_id + :key_id, 'x')", List.of(twins));
        assertThat(db.fetchVal(Integer.class, "SELECT id FROM item")).contains(4);
    }
}
