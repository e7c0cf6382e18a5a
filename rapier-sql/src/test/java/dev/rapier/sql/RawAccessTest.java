package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.Outcome;
import dev.rapier.async.RootTask;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** JDBC below Rapier, for other libraries that stand on it. */
class RawAccessTest {
    private static final String PID = "SELECT pg_backend_pid()";

    @Test
    void ownConnectionIsNotTheOneOfTheTask() {
        try (var db = Databases.fresh(o -> o.maxSize(2));
                var held = db.connection();
                var own = db.ownConnection()) {
            assertThat(own.fetchVal(PID)).isNotEqualTo(held.fetchVal(PID));
            assertThat(db.fetchVal(PID)).isEqualTo(held.fetchVal(PID));
            assertThat(db.pool().active()).isEqualTo(2);
        }
    }

    @Test
    void whatJdbcThrowsPassesAsItIsAndTranslatesIfAsked() throws Exception {
        try (var db = Databases.fresh();
                var held = db.connection();
                var statement = held.unwrap().createStatement()) {
            assertThatThrownBy(() -> held.call(statement, () -> statement.execute("SELECT nonsense")))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(DatabaseException.of(e)).isInstanceOf(BadSql.class));
        }
    }

    @Test
    void cancelEndsTheStatementAndTheConnectionSurvives() throws Exception {
        try (var db = Databases.fresh(o -> o.maxSize(1))) {
            var pid = db.fetchVal(PID);
            var begun = new CountDownLatch(1);
            var task = RootTask.of("query", () -> {
                try (var held = db.connection();
                        var statement = held.unwrap().createStatement()) {
                    begun.countDown();
                    return held.call(statement, () -> statement.execute("SELECT pg_sleep(60)"));
                }
            });
            var thread = Thread.ofVirtual().start(task);
            begun.await();
            task.cancel("enough");
            thread.join();

            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(db.fetchVal(PID)).isEqualTo(pid);
        }
    }

    @Test
    void manyThatHoldTheirOwnAndWantTheDatabaseTooNeverBlockThePool() {
        try (var db = Databases.fresh(o -> o.maxSize(2))) {
            Async.map(Collections.nCopies(20, 1), ignored -> {
                try (var own = db.ownConnection()) {
                    own.fetchVal(PID);
                    return db.transaction(tx -> tx.fetchVal(PID));
                }
            });
            assertThat(db.pool().active()).isZero();
        }
    }

    @Test
    void transactionThatWasLeftOnARawConnectionIsRolledBack() throws Exception {
        try (var db = Databases.withUsers(o -> o.maxSize(1))) {
            try (var own = db.ownConnection()) {
                own.unwrap().setAutoCommit(false);
                own.execute("INSERT INTO users (name) VALUES ('dan')");
            }
            assertThat(Databases.count(db)).isEqualTo(3);
        }
    }
}
