package dev.rapier.sql;

import static dev.rapier.async.Async.moveOnAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link DatabaseListener} is told. */
class ListenerTest {
    private final Database db = Databases.withUsers(o -> o.maxSize(1).fetchSize(2));
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final DatabaseListener listener = new DatabaseListener() {
        @Override
        public void connectionTaken(Duration waited) {
            assertThat(waited.isNegative()).isFalse();
            told.add("taken");
        }

        @Override
        public void connectionRefused(Duration waited, Throwable why) {
            told.add("refused " + why.getClass().getSimpleName());
        }

        @Override
        public void statementEnded(StatementEnd end) {
            assertThat(end.time().isNegative()).isFalse();
            told.add(end.kind() + " " + end.outcome());
        }
    };

    @AfterEach
    void close() {
        assertThat(db.pool().active()).isZero();
        db.close();
    }

    @Test
    void statementsAndTransactionsAreTold() {
        db.listen(listener);
        db.fetchAll("SELECT 1");
        db.transaction(tx -> {
            tx.execute("INSERT INTO users (name) VALUES ('dan')");
            tx.transaction(() -> {});
            return true;
        });
        assertThat(told)
                .containsExactly(
                        "taken", "FETCH ok", "taken", "BEGIN ok", "EXECUTE ok", "BEGIN ok", "COMMIT ok", "COMMIT ok");
    }

    @Test
    void batchesAndStreamsAreTold() {
        db.listen(listener);
        db.executeMany("INSERT INTO users (name) VALUES (:name)", List.of(Map.of("name", "x"), Map.of("name", "y")));
        assertThat(told).containsExactly("taken", "BEGIN ok", "BATCH ok", "COMMIT ok");
        told.clear();
        assertThat(db.iterate("SELECT * FROM users").toList()).hasSize(5);
        assertThat(told)
                .startsWith("taken", "BEGIN ok", "STREAM ok", "STREAM ok")
                .endsWith("STREAM ok", "COMMIT ok");
    }

    @Test
    void failuresAndCancelsAreTold() {
        db.listen(listener);
        assertThatThrownBy(() -> db.execute("INSERT INTO users (name) VALUES ('ann')"))
                .isInstanceOf(UniqueViolation.class);
        moveOnAfter(Duration.ofMillis(100), () -> db.fetchVal("SELECT pg_sleep(30)"));
        assertThatThrownBy(() -> db.transaction(() -> db.independent().execute("SELECT 1")))
                .isInstanceOf(PoolTimeout.class);
        assertThat(told)
                .containsExactly(
                        "taken",
                        "EXECUTE UniqueViolation",
                        "taken",
                        "FETCH cancelled",
                        "taken",
                        "BEGIN ok",
                        "ROLLBACK ok");
    }

    @Test
    void waitsThatEndWithoutAConnectionAreTold() throws Exception {
        try (var held = db.connection()) {
            db.listen(listener);
            Thread.ofVirtual()
                    .start(() -> moveOnAfter(Duration.ofMillis(50), () -> db.fetchVal("SELECT 1")))
                    .join();
            assertThat(held.fetchVal("SELECT 1")).contains(1);
        }
        assertThat(told).containsExactly("refused Cancellation", "FETCH ok");
    }

    @Test
    void whoIsForgottenIsToldNothing() {
        db.listen(listener);
        db.forget(listener);
        db.fetchAll("SELECT 1");
        assertThat(told).isEmpty();
    }

    @Test
    void listenerThatThrowsHarmsNothing() {
        var bad = new DatabaseListener() {
            @Override
            public void statementEnded(StatementEnd end) {
                throw new IllegalStateException("bad listener");
            }
        };
        db.listen(bad);
        db.listen(listener);
        assertThat(db.fetchVal("SELECT 1")).contains(1);
        assertThat(told).containsExactly("taken", "FETCH ok");
    }

    @Test
    void poolStateTellsOutAndIdle() {
        try (var held = db.connection()) {
            assertThat(held.fetchVal("SELECT 1")).contains(1);
            assertThat(db.pool()).isEqualTo(new PoolState(1, 1, 1, 0));
            assertThat(db.pool().idle()).isZero();
        }
        assertThat(db.pool().idle()).isEqualTo(1);
    }
}
