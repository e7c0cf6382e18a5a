package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which task has which connection. */
class TaskConnectionTest {
    private static final String PID = "SELECT pg_backend_pid()";

    private Database db;

    @BeforeEach
    void connect() {
        db = Databases.withUsers(o -> o.maxSize(3));
    }

    @AfterEach
    void nothingIsKept() { // D11
        assertThat(db.pool().active()).isZero();
        assertThat(db.holders()).isZero();
        db.close();
    }

    private int pid(Queries on) {
        return on.fetchVal(Integer.class, PID).orElseThrow();
    }

    @Test
    @Tag("D9")
    @DisplayName("D9: nested connection() is the same one, released at the outermost exit")
    void nestedConnectionIsTheSame() {
        try (var outer = db.connection()) {
            try (var inner = db.connection()) {
                assertThat(inner.unwrap()).isSameAs(outer.unwrap());
                assertThat(pid(inner)).isEqualTo(pid(outer)).isEqualTo(pid(db));
            }
            assertThat(db.pool().active()).isEqualTo(1);
            db.transaction(tx -> assertThat(pid(tx)).isEqualTo(pid(outer)));
        }
        assertThat(db.pool().active()).isZero();
    }

    @Test
    void closedConnectionIsAnError() {
        var connection = db.connection();
        connection.close();
        connection.close();
        assertThatThrownBy(() -> connection.fetchAll(PID)).isInstanceOf(TransactionMisuse.class);
        assertThatThrownBy(connection::unwrap).isInstanceOf(TransactionMisuse.class);
    }

    @Test
    @Tag("D10")
    @DisplayName("D10: sibling tasks get different connections")
    void siblingsAreApart() {
        var both = new CountDownLatch(2);
        var pids = gather(() -> pidTogether(both), () -> pidTogether(both));
        assertThat(pids.first()).isNotEqualTo(pids.second());
    }

    private int pidTogether(CountDownLatch both) throws InterruptedException {
        try (var connection = db.connection()) {
            both.countDown();
            both.await();
            return pid(connection);
        }
    }

    @Test
    @Tag("D10")
    @DisplayName("D10: a parent's held connection is not shared with its children")
    void childrenOfAHolderGetTheirOwn() {
        run(() -> {
            try (var mine = db.connection()) {
                var children = gather(() -> pid(db), () -> pid(db)); // the last one on the thread of its parent
                assertThat(children.first()).isNotEqualTo(pid(mine));
                assertThat(children.second()).isNotEqualTo(pid(mine));
            }
        });
    }

    @Test
    @Tag("D11")
    @DisplayName("D11: nothing is kept for tasks that ended, whatever way they ended")
    void nothingIsKeptForTasksThatEnded() {
        group(all -> {
            for (int i = 0; i < 200; i++) {
                int way = i % 4;
                all.start(() -> {
                    try (var connection = db.connection()) {
                        return switch (way) {
                            case 0 -> pid(connection);
                            case 1 -> db.transaction(tx -> pid(tx));
                            case 2 -> db.iterate(PID).take(1).toList().size();
                            default ->
                                moveOnAfter(Duration.ofMillis(1), () -> db.fetchVal("SELECT pg_sleep(1)"))
                                        .isPresent();
                        };
                    }
                });
            }
            return true;
        });
        assertThat(db.holders()).isZero();
        assertThat(db.pool().active()).isZero();
    }

    @Test
    @Tag("D10")
    @DisplayName("D10: a statement of the parent before and after leaves no handle that a child could share")
    void unopenedHandleIsNotShared() {
        run(() -> {
            pid(db);
            var pids = gather(() -> pidTogether(new CountDownLatch(1)), () -> pid(db));
            assertThat(pids.first()).isPositive();
            assertThat(db.holders()).isZero();
        });
    }

    @Test
    @Tag("D20")
    @DisplayName("D20: a child that is given the transaction sees and changes it; siblings take turns")
    void childWithTheTransaction() {
        db.transaction(tx -> gather(
                () -> tx.execute("INSERT INTO users (name) VALUES ('dan')"),
                () -> tx.execute("INSERT INTO users (name) VALUES ('eve')")));
        assertThat(Databases.count(db)).isEqualTo(5);
    }

    @Test
    @DisplayName("3.3.2: a child of a transaction that asks for another connection gets a clear error, in both forms")
    void childInsideATransactionIsAnError() {
        assertThatThrownBy(() -> db.transaction(tx -> gather(() -> pid(db), () -> pid(tx))))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("Give the child the transaction");
        assertThatThrownBy(() -> run(() -> {
                    try (var tx = db.begin()) {
                        gather(() -> pid(db), () -> pid(tx));
                    }
                }))
                .isInstanceOf(TransactionMisuse.class);
    }

    @Test
    @DisplayName(
            "3.3.2: so does the last child of a gather, which runs on the thread of its parent, but is another task")
    void lastChildInsideATransactionIsAnError() {
        assertThatThrownBy(() -> db.transaction(tx -> gather(() -> pid(tx), () -> pid(db))))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("Give the child the transaction");
        assertThatThrownBy(() -> db.transaction(tx -> gather(List.of(() -> pid(db)))))
                .isInstanceOf(TransactionMisuse.class);
        assertThatThrownBy(() -> db.transaction(tx -> gather(() -> pid(tx), () -> {
                    tx.commit();
                    return 1;
                })))
                .isInstanceOf(TransactionMisuse.class);
        assertThat(db.pool().active()).isZero();
    }

    @Test
    void taskThatWasStartedBeforeTheTransactionIsFree() {
        group(all -> {
            var inside = new CountDownLatch(1);
            var asked = new CountDownLatch(1);
            var other = all.start(() -> {
                inside.await();
                int pid = pid(db);
                asked.countDown();
                return pid;
            });
            int mine = db.transaction(tx -> {
                inside.countDown();
                asked.await();
                return pid(tx);
            });
            assertThat(other.await()).isNotEqualTo(mine);
            return true;
        });
    }

    @Test
    void childThatOutlivesTheTransactionIsFree() {
        group(all -> {
            var over = new CountDownLatch(1);
            var child = db.transaction(tx -> all.start(() -> {
                over.await();
                return pid(db);
            }));
            over.countDown();
            assertThat(child.await()).isPositive();
            return true;
        });
    }

    @Test
    void independentStatementsStandOutside() {
        assertThatThrownBy(() -> db.transaction(tx -> {
                    tx.execute("INSERT INTO users (name) VALUES ('dan')");
                    db.independent().execute("INSERT INTO users (name) VALUES ('audit')");
                    assertThat(pid(db.independent())).isNotEqualTo(pid(tx));
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(db.fetchAll(String.class, "SELECT name FROM users WHERE id > 3"))
                .containsExactly("audit");
    }

    @Test
    void independentTransactionCommitsOnItsOwn() {
        db.transaction(tx -> {
            db.independent().transaction(own -> own.execute("INSERT INTO users (name) VALUES ('audit')"));
            tx.rollback();
            return true;
        });
        assertThat(db.fetchAll(String.class, "SELECT name FROM users WHERE id > 3"))
                .containsExactly("audit");
    }

    @Test
    void thirdConnectionInsideTheSecondIsAnError() {
        assertThatThrownBy(() -> db.iterate("SELECT 1")
                        .forEach(row -> gather(
                                () -> db.iterate("SELECT 1")
                                        .map(inner -> gather(() -> pid(db), () -> pid(db)))
                                        .toList(),
                                () -> 1)))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("third connection");
    }

    @Test
    @Tag("D11")
    @DisplayName("D11: a transaction that a block forgot is rolled back when the connection goes home")
    void forgottenTransactionIsRolledBack() {
        try (var connection = db.connection()) {
            connection.begin().execute("INSERT INTO users (name) VALUES ('dan')");
        }
        assertThatThrownBy(() -> db.transaction(tx -> tx.begin().execute("INSERT INTO users (name) VALUES ('eve')")))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("out of order");
        assertThat(Databases.count(db)).isEqualTo(3);
    }

    @Test
    void parametersMayBeNull() {
        var values = new HashMap<String, Object>();
        values.put("name", null);
        assertThat(db.iterate("SELECT id FROM users WHERE name = :name", values).toList())
                .isEmpty();
        assertThat(db.fetchAll("SELECT id FROM users WHERE name = :name", Map.of("name", "ann")))
                .hasSize(1);
    }
}
