package dev.rapier.sql;

import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit for every statement, and one for locks beside a transaction. */
class StatementTimeoutTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);

    /** Runs the work, which is not to need the whole of a minute. */
    private static void soon(dev.rapier.async.Action work) {
        run(() -> assertThat(moveOnAfter(LONG, work))
                .as("before the minute is over")
                .isTrue());
    }

    @Test
    void theServerEndsAStatementThatRunsForLongerThanItMay() {
        try (var db = Databases.fresh(o -> o.maxSize(1).minSize(1).statementTimeout(SHORT))) {
            soon(() -> assertThatThrownBy(() -> db.execute("SELECT pg_sleep(60)"))
                    .isInstanceOf(QueryCancelled.class)
                    .hasMessageContaining("statement timeout")
                    .hasMessageContaining("SELECT pg_sleep(60)"));
            assertThat(db.fetchVal("SELECT 1")).contains(1);
            assertThat(db.fetchVal("SHOW statement_timeout")).contains("200ms");
        }
    }

    @Test
    void theLimitComesFromTheUrlInSeconds() {
        assertThat(Database.of("postgresql://a@b/c?statement_timeout=1.5")
                        .options()
                        .statementTimeout())
                .isEqualTo(Duration.ofMillis(1_500));
        assertThat(Database.of("postgresql://a@b/c").options().statementTimeout())
                .isZero();
        assertThatThrownBy(() -> Database.of("postgresql://a@b/c?statement_timeout=soon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("statement_timeout");
        assertThatThrownBy(() -> Database.of("postgresql://a@b/c", o -> o.statementTimeout(Duration.ofSeconds(-1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutALimitOfTheServerTheStatementIsCancelledFromHere() {
        try (var db = Databases.fresh(
                o -> o.maxSize(1).minSize(1).behindPgbouncer(true).statementTimeout(SHORT))) {
            int pid = db.fetchVal(Integer.class, "SELECT pg_backend_pid()").orElseThrow();
            soon(() -> assertThatThrownBy(() -> db.execute("SELECT pg_sleep(60)"))
                    .isInstanceOf(QueryCancelled.class)
                    .hasMessage("A statement was cancelled, since it ran for longer than 200 ms (statementTimeout)"
                            + " -- in the statement: SELECT pg_sleep(60)"));
            assertThat(db.fetchVal("SELECT pg_backend_pid()"))
                    .as("the connection stays")
                    .contains(pid);
            soon(() -> assertThatThrownBy(() -> db.transaction(tx -> tx.execute("SELECT pg_sleep(60)")))
                    .isInstanceOf(QueryCancelled.class));
            soon(() -> {
                try (var connection = db.connection();
                        var statement = connection.unwrap().createStatement()) {
                    assertThatThrownBy(() -> connection.call(statement, () -> statement.execute("SELECT pg_sleep(60)")))
                            .isInstanceOf(QueryCancelled.class);
                }
            });
            assertThat(db.fetchVal("SELECT pg_backend_pid()")).contains(pid);
        }
    }

    @Test
    void aDatabaseInThisProgramIsInterrupted(@TempDir Path directory) throws IOException {
        for (var url : new String[] {"sqlite:///" + directory.resolve("x.db"), "h2:///" + directory.resolve("x")}) {
            try (var db = Database.of(url, o -> o.statementTimeout(SHORT)).connect()) {
                var endless = url.startsWith("sqlite")
                        ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n"
                        : "SELECT count(*) FROM system_range(1, 2000000) a, system_range(1, 2000000) b";
                soon(() -> assertThatThrownBy(() -> db.fetchVal(endless))
                        .as(url)
                        .isInstanceOf(QueryCancelled.class)
                        .hasMessageContaining("longer than 200 ms"));
                assertThat(db.fetchVal(Integer.class, "SELECT 1")).contains(1);
            }
        }
    }

    @Test
    void aStatementBesideATransactionDoesNotWaitForItsLocksForEver() {
        try (var db = Databases.withUsers(o -> o.maxSize(3).poolWait(Duration.ofMillis(300)))) {
            soon(() -> db.transaction(tx -> {
                tx.execute("UPDATE users SET name = 'x' WHERE id = 1");
                assertThatThrownBy(() -> db.independent().execute("UPDATE users SET name = 'y' WHERE id = 1"))
                        .isInstanceOf(LockTimeout.class)
                        .hasMessageContaining("that transaction may have; it was taken at ");
                assertThatThrownBy(() -> db.independent()
                                .transaction(own -> own.execute("UPDATE users SET name = 'y' WHERE id = 1")))
                        .isInstanceOf(LockTimeout.class);
                db.independent().execute("UPDATE users SET name = :name WHERE id = 2", Map.of("name", "z"));
                return 1;
            }));
            assertThat(db.fetchAll(String.class, "SELECT name FROM users ORDER BY id"))
                    .containsExactly("x", "z", "cid");
            for (int i = 0; i < 3; i++) {
                assertThat(db.fetchVal("SHOW lock_timeout")).contains("0");
            }
        }
    }
}
