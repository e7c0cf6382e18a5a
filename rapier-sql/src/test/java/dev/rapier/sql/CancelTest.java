package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.shield;
import static dev.rapier.async.Async.sleep;
import static dev.rapier.async.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.Cancellation;
import dev.rapier.async.RootTask;
import dev.rapier.async.Task;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** D26: what happens on the server and in the pool when a task is cancelled. */
class CancelTest {
    private static final Duration SOON = Duration.ofMillis(150);
    private static final String SLEEP = "SELECT pg_sleep(30)";

    private Database db;
    private Database observer;
    private int pid;

    @BeforeEach
    void connect() {
        db = Databases.withUsers(o -> o.maxSize(1).minSize(1));
        observer = Databases.beside(db);
        pid = pid();
    }

    @AfterEach
    void disconnect() {
        observer.close();
        db.close();
    }

    private int pid() {
        return db.fetchVal(Integer.class, "SELECT pg_backend_pid()").orElseThrow();
    }

    private long active() {
        return observer.fetchVal(
                        Long.class,
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                                + " AND state <> 'idle'")
                .orElseThrow();
    }

    private void assertAllIsWell() throws InterruptedException {
        assertThat(Databases.within(Duration.ofSeconds(1), () -> active() == 0))
                .as("no statement on the server a second later")
                .isTrue();
        assertThat(db.pool().active()).isZero();
        assertThat(pid()).as("the same connection goes on").isEqualTo(pid);
    }

    @Test
    @Tag("D26")
    @DisplayName("D26: a cancelled statement is gone from the server within a second, and its connection goes on")
    void cancelledStatementLeavesTheServer() throws Exception {
        long start = System.nanoTime();
        assertThatThrownBy(() -> timeout(SOON, () -> db.fetchAll(SLEEP))).isInstanceOf(AsyncTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertAllIsWell();
    }

    @Test
    void siblingOfAFailureIsCancelled() throws Exception {
        var db2 = Databases.beside(db);
        assertThatThrownBy(() -> gather(() -> db.fetchAll(SLEEP), () -> db2.fetchAll("SELECT 1/0")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("22012");
        db2.close();
        assertAllIsWell();
    }

    @Test
    void rootTaskOfAServerCanBeCancelledFromAnyThread() throws Exception {
        var task = RootTask.of("request", () -> db.execute(SLEEP));
        var thread = Thread.ofVirtual().start(task);
        assertThat(Databases.eventually(() -> active() == 1)).isTrue();
        task.cancel("client gone");
        thread.join();
        assertThat(task.outcome().toString()).contains("client gone");
        assertAllIsWell();
    }

    @Test
    @Tag("D26")
    @DisplayName("D26: cancelled inside a transaction, it is still rolled back")
    void cancelledTransactionIsRolledBack() throws Exception {
        assertThat(moveOnAfter(
                        SOON,
                        () -> db.transaction(tx -> {
                            tx.execute("INSERT INTO users (name) VALUES ('dan')");
                            return tx.fetchAll(SLEEP);
                        })))
                .isEmpty();
        assertThat(Databases.count(observer)).isEqualTo(3);
        assertAllIsWell();
    }

    @Test
    @Tag("D26")
    @DisplayName("D26: cancelled between two statements, the transaction is rolled back by a connection that lives on")
    void cancelledBetweenStatements() throws Exception {
        assertThat(moveOnAfter(
                        SOON,
                        () -> db.transaction(tx -> {
                            tx.execute("INSERT INTO users (name) VALUES ('dan')");
                            sleep(Duration.ofSeconds(30));
                            return true;
                        })))
                .isEmpty();
        assertThat(Databases.count(observer)).isEqualTo(3);
        assertAllIsWell();
    }

    @Test
    @Tag("D26")
    @DisplayName("D26: cancelled in the middle of its rollback, it is still rolled back")
    void cancelledInItsRollback() throws Exception {
        var task = RootTask.of(
                "request",
                () -> db.transaction(tx -> {
                    tx.execute("INSERT INTO users (name) VALUES ('dan')");
                    Task.current().cancel("in the clean-up");
                    throw new IllegalStateException("undo");
                }));
        var thread = Thread.ofVirtual().start(task);
        thread.join();
        assertThat(task.isDone()).isTrue();
        assertThat(Databases.count(observer)).isEqualTo(3);
        assertAllIsWell();
    }

    @Test
    void bodyThatSwallowsTheCancelDoesNotCommit() throws Exception {
        assertThat(moveOnAfter(
                        SOON,
                        () -> db.transaction(tx -> {
                            tx.execute("INSERT INTO users (name) VALUES ('dan')");
                            try {
                                return tx.fetchAll(SLEEP);
                            } catch (Cancellation swallowed) {
                                return null;
                            }
                        })))
                .isEmpty();
        assertThat(Databases.count(observer)).isEqualTo(3);
        assertAllIsWell();
    }

    @Test
    void cancelledStreamEndsItsCursor() throws Exception {
        assertThat(moveOnAfter(SOON, () -> {
                    db.iterate("SELECT pg_sleep(0.01) FROM generate_series(1, 100000)")
                            .forEach(row -> {});
                    return true;
                }))
                .isEmpty();
        assertAllIsWell();
    }

    @Test
    void cancelledConsumerEndsTheStream() throws Exception {
        assertThat(moveOnAfter(SOON, () -> {
                    db.iterate("SELECT generate_series(1, 100000000)").forEach(row -> sleep(Duration.ofSeconds(30)));
                    return true;
                }))
                .isEmpty();
        assertAllIsWell();
    }

    @Test
    void cancelledWaitForALockEnds() throws Exception {
        try (var tx = observer.begin()) {
            tx.execute("SELECT * FROM users FOR UPDATE");
            assertThat(moveOnAfter(SOON, () -> db.execute("UPDATE users SET name = 'x' WHERE id = 1")))
                    .isEmpty();
        }
        assertAllIsWell();
    }

    @Test
    void taskThatIsCancelledAlreadyDoesNotReachTheServer() throws Exception {
        var task = RootTask.of("late", () -> {
            try {
                sleep(Duration.ofSeconds(30));
            } catch (Cancellation e) {
                assertThatThrownBy(() -> db.execute("INSERT INTO users (name) VALUES ('dan')"))
                        .isInstanceOf(Cancellation.class);
            }
            return true;
        });
        var thread = Thread.ofVirtual().start(task);
        task.cancel("early");
        thread.join();
        assertThat(Databases.count(observer)).isEqualTo(3);
        assertAllIsWell();
    }

    @Test
    void cleanUpOfACancelledTaskMayUseTheDatabaseInAShield() throws Exception {
        assertThat(moveOnAfter(SOON, () -> {
                    try {
                        return db.fetchAll(SLEEP);
                    } finally {
                        shield(() -> db.execute("INSERT INTO users (name) VALUES ('log')"));
                    }
                }))
                .isEmpty();
        assertThat(Databases.count(observer)).isEqualTo(4);
        assertAllIsWell();
    }

    @RepeatedTest(3)
    @DisplayName("Cancels at any moment lose no connection")
    void cancelsAtRandomMoments() throws Exception {
        try (var many = Database.of(db.url(), o -> o.maxSize(4)).connect()) {
            var done = new AtomicInteger();
            group(all -> {
                for (int i = 0; i < 400; i++) {
                    all.start(() -> {
                        var random = ThreadLocalRandom.current();
                        var limit = Duration.ofNanos(random.nextInt(60_000_000));
                        moveOnAfter(limit, () -> switch (random.nextInt(3)) {
                            case 0 -> many.fetchVal("SELECT pg_sleep(0.005)");
                            case 1 ->
                                many.transaction(tx -> {
                                    tx.execute("UPDATE users SET name = name WHERE id = :id", Map.of("id", 1));
                                    return tx.fetchVal("SELECT pg_sleep(0.002)");
                                });
                            default ->
                                many.iterate("SELECT pg_sleep(0.001) FROM generate_series(1, 5)")
                                        .toList();
                        });
                        return done.incrementAndGet();
                    });
                }
                return true;
            });
            assertThat(done).hasValue(400);
            assertThat(many.pool().active()).isZero();
            assertThat(many.pool().waiting()).isZero();
            assertThat(Databases.within(Duration.ofSeconds(2), () -> active() == 0))
                    .isTrue();
            assertThat(many.fetchVal("SELECT 1")).contains(1);
        }
    }
}
