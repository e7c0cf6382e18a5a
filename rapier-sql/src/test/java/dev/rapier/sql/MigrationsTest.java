package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.moveOnAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final Migrations MIGRATIONS = Migrations.of("classpath:db/migration");

    private Database db;

    @BeforeEach
    void connect() {
        db = Databases.fresh();
    }

    @AfterEach
    void disconnect() {
        db.close();
    }

    @Test
    void areAppliedOnceAndInOrder() {
        assertThat(MIGRATIONS.pending(db)).containsExactly("1", "2");
        assertThat(MIGRATIONS.apply(db)).containsExactly("1", "2");
        assertThat(MIGRATIONS.apply(db)).isEmpty();
        assertThat(MIGRATIONS.pending(db)).isEmpty();
        db.execute("INSERT INTO users (name) VALUES (:name)", Map.of("name", "ann"));
        assertThat(Databases.count(db)).isEqualTo(1);
    }

    @Test
    void severalProgramsMayApplyThemAtOnce() {
        var beside = Databases.beside(db);
        var both = gather(() -> MIGRATIONS.apply(db), () -> MIGRATIONS.apply(beside));
        assertThat(Stream.of(both.first(), both.second()).flatMap(List::stream)).containsExactlyInAnyOrder("1", "2");
        beside.close();
    }

    @Test
    void oneThatFailsTakesItsOwnWorkBack() {
        assertThatThrownBy(() -> Migrations.of("classpath:db/broken").apply(db))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("V2__twice.sql")
                .hasMessageContaining("already exists")
                .hasMessageNotContaining(db.url().password().orElseThrow());
        assertThat(db.fetchVal("SELECT to_regclass('half')")).isEmpty();
        assertThat(db.fetchVal("SELECT to_regclass('users')")).isPresent();
    }

    @Test
    void oneThatWasChangedAfterwardsIsRefused() {
        MIGRATIONS.apply(db);
        assertThatThrownBy(() -> Migrations.of("classpath:db/changed").apply(db))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void folderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Migrations.of("classpath:db/nowhere").apply(db))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("db/nowhere");
    }

    @Test
    void tablesWithoutAHistoryNeedABaseline() {
        db.execute("CREATE TABLE users (id serial PRIMARY KEY, name text)");
        assertThatThrownBy(() -> MIGRATIONS.apply(db)).isInstanceOf(MigrationFailed.class);
        assertThat(MIGRATIONS.baseline("1").apply(db)).containsExactly("2");
    }

    @Test
    void waitingForThemEndsOnCancel() throws Exception {
        try (var tx = db.begin()) {
            MIGRATIONS.apply(db);
            tx.execute("LOCK TABLE flyway_schema_history");
            assertThat(moveOnAfter(Duration.ofMillis(500), () -> MIGRATIONS.apply(db)))
                    .isEmpty();
        }
        assertThat(MIGRATIONS.apply(db)).isEmpty();
    }
}
