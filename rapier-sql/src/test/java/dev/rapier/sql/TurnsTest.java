package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncEvent;
import dev.rapier.async.AsyncLock;
import dev.rapier.async.Task;
import dev.rapier.async.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for a turn is seen in the tree of tasks, can be cancelled, and is told of a circle of waits. */
class TurnsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static String tree() {
        return Tasks.tree(Task.current()).toString();
    }

    private static boolean eventuallyInTree(String text) throws InterruptedException {
        return Databases.eventually(() -> tree().contains(text));
    }

    @Test
    void aStatementThatWaitsForItsTurnOnAConnectionShowsWhoHasIt() {
        run(() -> {
            try (var db = Databases.fresh();
                    var connection = db.connection()) {
                group(group -> {
                    var sleeper = group.start("sleeper", () -> connection.execute("SELECT pg_sleep(60)"));
                    assertThat(Databases.eventually(() -> sleeping(db) == 1)).isTrue();
                    var next = group.start("next", () -> connection.fetchVal("SELECT 1"));
                    assertThat(eventuallyInTree("waiting for lock of a database connection held by task sleeper"))
                            .isTrue();
                    next.cancel();
                    sleeper.cancel();
                    return 0;
                });
                assertThat(connection.fetchVal("SELECT 1")).contains(1);
            }
        });
    }

    private static long sleeping(Database db) {
        try (var beside = Databases.beside(db)) {
            return beside.fetchVal(
                            Long.class,
                            "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'"
                                    + " AND datname = current_database()")
                    .orElseThrow();
        }
    }

    @Test
    void aCircleOfWaitsOverAConnectionIsAnErrorAtOnce() {
        var lock = new AsyncLock("stock");
        var inside = new AsyncEvent();
        var locked = new AsyncEvent();
        run(() -> {
            try (var db = Databases.fresh();
                    var connection = db.connection();
                    var statement = connection.unwrap().createStatement()) {
                assertThatThrownBy(() -> moveOnAfter(
                                LONG,
                                () -> gather(
                                        () -> connection.call(statement, () -> {
                                            inside.set();
                                            locked.await();
                                            return lock.withLock(() -> 1);
                                        }),
                                        () -> lock.withLock(() -> {
                                            inside.await();
                                            locked.set();
                                            return connection.fetchVal("SELECT 1");
                                        }))))
                        .hasMessageContaining("wait for each other in a circle");
            }
        });
    }

    @Test
    void aTransactionThatWaitsForItsTurnToWriteIsSeenAndCanBeCancelled(@TempDir Path directory) {
        run(() -> {
            try (var db = Database.of("sqlite:///" + directory.resolve("x.db")).connect()) {
                db.execute("CREATE TABLE x (id int)");
                var done = new AsyncEvent();
                group(group -> {
                    var first = group.start(
                            "first",
                            () -> db.transaction(tx -> {
                                tx.execute("INSERT INTO x VALUES (1)");
                                done.await();
                                return 1;
                            }));
                    assertThat(Databases.eventually(() -> tree().contains("waiting for an event")))
                            .isTrue();
                    var second = group.start("second", () -> db.execute("INSERT INTO x VALUES (2)"));
                    assertThat(eventuallyInTree("waiting for the turn to write in the database "))
                            .isTrue();
                    second.cancel();
                    assertThat(Databases.eventually(second::isDone)).isTrue();
                    done.set();
                    assertThat(first.await()).isEqualTo(1);
                    return 0;
                });
                assertThat(db.fetchAll(Integer.class, "SELECT id FROM x")).containsExactly(1);
                db.execute("INSERT INTO x VALUES (3)");
            }
        });
    }

    @Test
    void aTransactionOnTheOneConnectionOfATestIsSeenToWait() {
        run(() -> {
            try (var db = Databases.fresh(o -> o.forceRollback(true))) {
                var done = new AsyncEvent();
                group(group -> {
                    var first = group.start(
                            "first",
                            () -> db.transaction(tx -> {
                                done.await();
                                return 1;
                            }));
                    assertThat(Databases.eventually(() -> db.holders() == 1)).isTrue();
                    var second = group.start("second", () -> db.transaction(tx -> tx.fetchVal("SELECT 1")));
                    assertThat(eventuallyInTree("waiting for the one connection of a database for a test"))
                            .isTrue();
                    second.cancel();
                    assertThat(Databases.eventually(second::isDone)).isTrue();
                    done.set();
                    assertThat(first.await()).isEqualTo(1);
                    return 0;
                });
                int nested = db.transaction(tx -> db.transaction(inner -> 1));
                assertThat(nested).isEqualTo(1);
                assertThat(db.holders()).isZero();
            }
        });
    }

    @Test
    void aChildOfTheBlockFormOnTheOneConnectionOfATestIsRefusedInsteadOfWaitingForItsParent() {
        run(() -> {
            try (var db = Databases.fresh(o -> o.forceRollback(true))) {
                try (var tx = db.begin()) {
                    assertThatThrownBy(() -> gather(() -> db.transaction(inner -> 1), () -> tx.fetchVal("SELECT 1")))
                            .isInstanceOf(TransactionMisuse.class)
                            .hasMessageContaining("give the child the transaction");
                }
                assertThat(moveOnAfter(LONG, () -> db.transaction(tx -> 1))).contains(1);
            }
        });
    }

    @Test
    void aStatementInsideRawWorkThatWouldWaitForItselfIsAnErrorAtOnce(@TempDir Path directory) throws Exception {
        try (var lite = Database.of("sqlite:///" + directory.resolve("a.db")).connect()) {
            run(() -> refusesAStatementInside(lite, false));
            refusesAStatementInside(lite, false);
        }
        try (var db = Databases.fresh()) {
            refusesAStatementInside(db, true); // outside any task, the work being a task
        }
        try (var db = Databases.fresh(options -> options.statementTimeout(LONG))) {
            refusesAStatementInside(db, false);
        }
    }

    private static void refusesAStatementInside(Database db, boolean inATask) throws Exception {
        try (var connection = db.connection();
                var statement = connection.unwrap().createStatement()) {
            assertThatThrownBy(() -> connection.call(
                            statement,
                            () -> inATask
                                    ? run(() -> connection.fetchVal("SELECT 1"))
                                    : connection.fetchVal("SELECT 1")))
                    .isInstanceOf(TransactionMisuse.class)
                    .hasMessageContaining("inside the work of DatabaseConnection.call");
            assertThat(connection.fetchVal(Integer.class, "SELECT 1")).contains(1);
        }
    }
}
