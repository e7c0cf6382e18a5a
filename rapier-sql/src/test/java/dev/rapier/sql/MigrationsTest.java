package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.moveOnAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
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
                .hasMessage(
                        "The migration V2__twice.sql failed at line 2: relation \"users\" already exists (SQLSTATE 42P07)"
                                + " -- in the statement: CREATE TABLE users (id int)\n"
                                + "Nothing of this file stays in the database; those before it are applied.")
                .hasMessageNotContaining(db.url().password().orElseThrow());
        assertThat(db.fetchVal("SELECT to_regclass('half')")).isEmpty();
        assertThat(db.fetchVal("SELECT to_regclass('users')")).isPresent();
    }

    @Test
    void oneThatWasChangedAfterwardsIsRefused() {
        MIGRATIONS.apply(db);
        assertThatThrownBy(() -> Migrations.of("classpath:db/changed").apply(db))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("V1__users.sql was changed after it was applied (checksum ");
    }

    @Test
    void areToldWithWhatWasAppliedWhenAndByWhom() {
        Migrations.of("classpath:db/changed").apply(db);
        var status = MIGRATIONS.status(db);
        assertThat(status).extracting(Migration::file).containsExactly("V1__users.sql", "V2__posts.sql");
        assertThat(status).extracting(Migration::state).containsExactly(MigrationState.CHANGED, MigrationState.PENDING);
        var first = status.getFirst();
        assertThat(first.version()).hasValue("1");
        assertThat(first.description()).isEqualTo("users");
        assertThat(first.appliedBy()).hasValue("rapier");
        assertThat(first.appliedAt().orElseThrow()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(first.took()).isPresent();
        assertThat(first.checksum()).isPresent().isNotEqualTo(first.appliedChecksum());
        assertThat(status.getLast().appliedAt()).isEmpty();
    }

    @Test
    void oneWhoseFileIsGoneIsRefused() {
        Migrations.of("classpath:db/gap", "classpath:db/migration").apply(db);
        var gap = Migrations.of("classpath:db/gap");
        assertThatThrownBy(() -> gap.apply(db))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("V1__users.sql was applied, but is not there any more")
                .hasMessageContaining("V2__posts.sql was applied, but is not there any more")
                .hasMessageNotContaining("V3");
        assertThat(gap.repair(db)).containsExactly("marked as deleted 1", "marked as deleted 2");
        gap.validate(db);
    }

    @Test
    void oneThatComesTooLateIsRefused() {
        Migrations.of("classpath:db/gap").apply(db);
        var all = Migrations.of("classpath:db/gap", "classpath:db/migration");
        assertThatThrownBy(() -> all.apply(db))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("V1__users.sql was not applied, although one with a higher version was");
        assertThat(db.fetchVal("SELECT to_regclass('users')")).isEmpty();
    }

    @Test
    void anOlderProgramGoesOnWhileANewerIsDeployed() {
        Migrations.of("classpath:db/gap", "classpath:db/migration").apply(db);
        assertThat(MIGRATIONS.apply(db)).isEmpty();
        MIGRATIONS.validate(db);
        assertThat(MIGRATIONS.status(db))
                .extracting(Migration::state)
                .containsExactly(MigrationState.APPLIED, MigrationState.APPLIED, MigrationState.NEWER);
    }

    @Test
    void repairTakesOverTheChecksumsOfTheFiles() {
        MIGRATIONS.apply(db);
        var changed = Migrations.of("classpath:db/changed");
        assertThat(changed.repair(db)).containsExactly("took over the checksum of 1");
        changed.validate(db);
        assertThat(changed.apply(db)).isEmpty();
    }

    @Test
    void validateComplainsOfThoseThatAreNotApplied() {
        assertThatThrownBy(() -> MIGRATIONS.validate(db))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("V1__users.sql is not applied yet")
                .hasMessageContaining("V2__posts.sql is not applied yet");
        MIGRATIONS.apply(db);
        MIGRATIONS.validate(db);
    }

    @Test
    void theSettingSaysWhatAStartUpDoes() {
        try {
            System.setProperty("rapier.migrate", "never");
            assertThat(MIGRATIONS.atStartup(db)).isEmpty();
            System.setProperty("rapier.migrate", "job");
            assertThatThrownBy(() -> MIGRATIONS.atStartup(db)).hasMessageContaining("is not applied yet");
            System.setProperty("rapier.migrate", "sometimes");
            assertThatThrownBy(() -> MIGRATIONS.atStartup(db))
                    .hasMessage("rapier.migrate (RAPIER_MIGRATE) is startup, job or never, not 'sometimes'");
            System.clearProperty("rapier.migrate");
            assertThat(MIGRATIONS.atStartup(db)).containsExactly("1", "2");
            System.setProperty("rapier.migrate", "job");
            assertThat(MIGRATIONS.atStartup(db)).isEmpty();
        } finally {
            System.clearProperty("rapier.migrate");
        }
    }

    @Test
    void oneThatCanNotRunInATransactionRunsWithoutOne() {
        assertThat(Migrations.of("classpath:db/concurrently").apply(db)).containsExactly("1", "2");
        assertThat(db.fetchVal("SELECT to_regclass('users_by_name')")).isPresent();
    }

    @Test
    void oneThatFailsOutsideATransactionSaysThatSomethingMayBeLeft() {
        assertThatThrownBy(
                        () -> Migrations.of("classpath:db/concurrentlybroken").apply(db))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("V2__index.sql failed at line 1: column \"mail\" does not exist")
                .hasMessageContaining("It did not run in a transaction");
    }

    @Test
    void nothingIsReplacedInTheirText() {
        Migrations.of("classpath:db/plain").apply(db);
        db.execute("INSERT INTO letter DEFAULT VALUES");
        assertThat(db.fetchVal(String.class, "SELECT text FROM letter")).hasValue("Dear ${name}");
    }

    @Test
    void anotherWayToTheDatabaseIsForThemAlone() {
        try (var behind =
                Database.of(db.url(), options -> options.behindPgbouncer(true)).connect()) {
            assertThatThrownBy(() -> MIGRATIONS.apply(behind))
                    .isInstanceOf(MigrationFailed.class)
                    .hasMessageContaining("over(");
            assertThat(MIGRATIONS.over(db.url().reveal()).apply(behind)).containsExactly("1", "2");
        }
    }

    @Test
    void whoComesWhileOneIsAppliedWaits() {
        var slow = Migrations.of("classpath:db/slow");
        var beside = Databases.beside(db);
        var both = gather(() -> slow.apply(db), () -> {
            assertThat(Databases.eventually(() -> lockIsHeld(beside))).isTrue();
            assertThat(moveOnAfter(Duration.ofMillis(300), () -> slow.apply(beside)))
                    .isEmpty();
            assertThat(lockIsHeld(beside)).isTrue();
            return slow.apply(beside);
        });
        assertThat(both.first()).containsExactly("1");
        assertThat(both.second()).isEmpty();
        beside.close();
    }

    private static boolean lockIsHeld(Database db) {
        return db.fetchVal(Boolean.class, """
                SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""").orElseThrow();
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
