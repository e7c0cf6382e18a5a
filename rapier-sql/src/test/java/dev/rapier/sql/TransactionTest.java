package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Fn;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private static final String INSERT = "INSERT INTO users (name) VALUES (:name)";

    private Database db;
    private Database outside;

    @BeforeEach
    void connect() {
        db = Databases.withUsers();
        outside = Databases.beside(db);
    }

    @AfterEach
    void everyConnectionIsHome() {
        assertThat(db.pool().active()).isZero();
        assertThat(db.holders()).isZero();
        outside.close();
        db.close();
    }

    private static Map<String, ?> name(String name) {
        return Map.of("name", name);
    }

    @Test
    @Tag("D13")
    @DisplayName("D13: a commit is visible afterwards")
    void commitIsVisible() {
        long id = db.transaction(tx -> {
            long made = tx.execute(INSERT + " RETURNING id", name("dan"))
                    .value(Long.class)
                    .orElseThrow();
            assertThat(Databases.count(outside)).isEqualTo(3);
            return made;
        });
        assertThat(outside.fetchVal(String.class, "SELECT name FROM users WHERE id = :id", Map.of("id", id)))
                .contains("dan");
    }

    @Test
    @Tag("D13")
    @DisplayName("D13: an exception rolls back and passes as it is, checked ones too")
    void exceptionRollsBack() {
        var failure = new Exception("no");
        assertThatThrownBy(() -> db.transaction(tx -> {
                    tx.execute(INSERT, name("dan"));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(Databases.count(outside)).isEqualTo(3);
    }

    @Test
    void statementsOfTheSameTaskBelongToIt() {
        db.transaction(() -> {
            db.execute(INSERT, name("dan"));
            assertThat(Databases.count(db)).isEqualTo(4);
            assertThat(Databases.count(outside)).isEqualTo(3);
        });
        assertThat(Databases.count(outside)).isEqualTo(4);
    }

    @Test
    @Tag("D14")
    @DisplayName("D14: an inner transaction that fails and is caught takes only its own work with it")
    void innerFailureLeavesTheOuter() {
        db.transaction(() -> {
            db.execute(INSERT, name("dan"));
            assertThatThrownBy(() -> db.transaction(() -> {
                        db.execute(INSERT, name("eve"));
                        db.execute(INSERT, name("eve"));
                    }))
                    .isInstanceOf(UniqueViolation.class);
            db.transaction(() -> db.execute(INSERT, name("fay")));
        });
        assertThat(outside.fetchAll(String.class, "SELECT name FROM users WHERE id > 3 ORDER BY id"))
                .containsExactly("dan", "fay");
    }

    @Test
    @Tag("D15")
    @DisplayName("D15: begin, commit and rollback do what the lambda does")
    void blockForm() {
        try (var tx = db.begin()) {
            tx.execute(INSERT, name("dan"));
            db.execute(INSERT, name("eve")); // the same task: the same transaction
            tx.commit();
            assertThat(tx.isOpen()).isFalse();
        }
        assertThat(Databases.count(outside)).isEqualTo(5);
        try (var tx = db.begin()) {
            tx.execute(INSERT, name("fay"));
        }
        var rolledBack = db.begin();
        rolledBack.execute(INSERT, name("gus"));
        rolledBack.rollback();
        rolledBack.close();
        rolledBack.close();
        assertThat(Databases.count(outside)).isEqualTo(5);
    }

    @Test
    @Tag("D15")
    @DisplayName("D15: nested blocks are savepoints")
    void nestedBlocks() {
        try (var outer = db.begin()) {
            outer.execute(INSERT, name("dan"));
            try (var inner = db.begin()) {
                inner.execute(INSERT, name("eve"));
            }
            try (var inner = outer.begin()) {
                inner.execute(INSERT, name("fay"));
                inner.commit();
            }
            outer.commit();
        }
        assertThat(outside.fetchAll(String.class, "SELECT name FROM users WHERE id > 3 ORDER BY id"))
                .containsExactly("dan", "fay");
    }

    @Test
    @Tag("D15")
    @DisplayName(
            "D15: the form for a whole function is a lambda around it; each call has its own transaction, side by side too")
    void functionInATransaction() {
        Fn<String, Integer> add = name -> db.transaction(tx -> {
            tx.execute(INSERT, name(name));
            if (name.isEmpty()) {
                throw new IllegalArgumentException("no name");
            }
            return tx.fetchVal(Integer.class, "SELECT pg_backend_pid()").orElseThrow();
        });
        var bothIn = gather(() -> add.apply("dan"), () -> add.apply("eve"));
        assertThat(bothIn.first()).isPositive();
        assertThatThrownBy(() -> add.apply("")).hasMessage("no name");
        assertThat(outside.fetchAll(String.class, "SELECT name FROM users WHERE id > 3"))
                .containsExactlyInAnyOrder("dan", "eve");
    }

    @Test
    @Tag("D15")
    @DisplayName("D15: transactions of siblings run side by side")
    void concurrentTransactions() {
        gather(
                () -> db.transaction(tx -> tx.execute(INSERT, name("dan"))),
                () -> db.transaction(tx -> tx.execute(INSERT, name("eve"))));
        assertThat(Databases.count(outside)).isEqualTo(5);
    }

    @Test
    @Tag("D16")
    @DisplayName("D16: transactions that end out of order are an error, and nothing of them stays")
    void outOfOrder() {
        var outer = db.begin();
        var inner = db.begin();
        outer.execute(INSERT, name("dan"));
        assertThatThrownBy(outer::commit).isInstanceOf(TransactionMisuse.class).hasMessageContaining("out of order");
        assertThatThrownBy(outer::close).isInstanceOf(TransactionMisuse.class);
        assertThat(inner.isOpen()).isFalse();
        inner.close();
        assertThat(Databases.count(outside)).isEqualTo(3);
    }

    @Test
    void useAfterTheEndIsAnError() {
        var tx = db.begin();
        tx.commit();
        tx.close();
        assertThatThrownBy(() -> tx.execute("SELECT 1"))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("committed");
        assertThatThrownBy(tx::rollback).isInstanceOf(TransactionMisuse.class);
        var leaked = db.transaction(inner -> inner);
        assertThatThrownBy(() -> leaked.execute("SELECT 1")).isInstanceOf(TransactionMisuse.class);
    }

    @Test
    void failedStatementThatWasCaughtMakesTheCommitFail() {
        assertThatThrownBy(() -> db.transaction(() -> {
                    db.execute(INSERT, name("dan"));
                    assertThatThrownBy(() -> db.execute("SELECT 1/0")).isInstanceOf(DatabaseException.class);
                }))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("Nothing to commit");
        assertThat(Databases.count(outside)).isEqualTo(3);
    }

    @Test
    void constraintThatIsCheckedAtTheCommitFailsIt() {
        db.execute("ALTER TABLE users ADD COLUMN boss int REFERENCES users DEFERRABLE INITIALLY DEFERRED");
        assertThatThrownBy(() -> db.transaction(tx -> tx.execute("INSERT INTO users (name, boss) VALUES ('dan', 99)")))
                .isInstanceOf(ForeignKeyViolation.class);
        assertThat(Databases.count(outside)).isEqualTo(3);
    }

    @Test
    @Tag("D19")
    @DisplayName("D19: serializable does not see what others add until its end")
    void serializableSeesOneState() {
        db.transaction(TransactionOptions.of().isolation(Isolation.SERIALIZABLE), () -> {
            assertThat(Databases.count(db)).isEqualTo(3);
            outside.execute(INSERT, name("dan"));
            assertThat(Databases.count(db)).isEqualTo(3);
        });
        assertThat(Databases.count(db)).isEqualTo(4);
        assertThat(db.fetchVal("SHOW transaction_isolation")).contains("read committed");
    }

    @Test
    void readOnlyRefusesToWrite() {
        assertThatThrownBy(() ->
                        db.transaction(TransactionOptions.of().forReading(), tx -> tx.execute(INSERT, name("dan"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("read-only transaction");
        assertThatThrownBy(() -> db.transaction(
                        () -> db.transaction(TransactionOptions.of().forReading(), () -> db.execute("SELECT 1"))))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("savepoint");
    }

    @Test
    void conflictsAreTriedAgain() {
        db.execute("CREATE TABLE counter AS SELECT 0 AS n");
        var attempts = new AtomicInteger();
        var serializable = TransactionOptions.of().isolation(Isolation.SERIALIZABLE);
        db.transaction(serializable.retries(3), () -> {
            int n = db.fetchVal(Integer.class, "SELECT n FROM counter").orElseThrow();
            if (attempts.incrementAndGet() == 1) {
                outside.execute("UPDATE counter SET n = 10");
            }
            db.execute("UPDATE counter SET n = :n", Map.of("n", n + 1));
        });
        assertThat(attempts).hasValue(2);
        assertThat(db.fetchVal("SELECT n FROM counter")).contains(11);
        attempts.set(0);
        assertThatThrownBy(() -> db.transaction(serializable, () -> {
                    db.fetchVal("SELECT n FROM counter");
                    outside.execute("UPDATE counter SET n = 20");
                    db.execute("UPDATE counter SET n = 1");
                }))
                .isInstanceOf(SerializationFailure.class);
    }

    @Test
    void conflictInsideAnotherTransactionIsTheOuterOnesToRetry() {
        db.execute("CREATE TABLE counter AS SELECT 0 AS n");
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> db.transaction(TransactionOptions.of().isolation(Isolation.SERIALIZABLE), () -> {
                    db.fetchVal("SELECT n FROM counter");
                    outside.execute("UPDATE counter SET n = 20");
                    db.transaction(TransactionOptions.of().retries(5), () -> {
                        attempts.incrementAndGet();
                        db.execute("UPDATE counter SET n = 1");
                    });
                }))
                .isInstanceOf(SerializationFailure.class);
        assertThat(attempts).hasValue(1);
    }
}
