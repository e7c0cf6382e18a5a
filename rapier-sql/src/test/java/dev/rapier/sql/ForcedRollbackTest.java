package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ForcedRollbackTest {
    private static final String INSERT = "INSERT INTO users (name) VALUES (:name)";

    private Database real;
    private Database db;

    @BeforeEach
    void connect() {
        real = Databases.withUsers();
        db = Database.of(real.url(), o -> o.forceRollback(true)).connect();
    }

    @AfterEach
    void disconnect() {
        db.close();
        real.close();
    }

    @Test
    @Tag("D17")
    @DisplayName("D17: inner commits are visible inside, and nothing is left after disconnect")
    void nothingIsLeft() {
        db.execute(INSERT, Map.of("name", "dan"));
        db.transaction(() -> db.execute(INSERT, Map.of("name", "eve")));
        try (var tx = db.begin()) {
            tx.execute(INSERT, Map.of("name", "fay"));
            tx.commit();
        }
        assertThatThrownBy(() -> db.transaction(() -> {
                    db.execute(INSERT, Map.of("name", "gus"));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Databases.count(db)).isEqualTo(6);
        assertThat(Databases.count(real)).isEqualTo(3);
        db.disconnect();
        assertThat(Databases.count(real)).isEqualTo(3);
        db.connect();
        assertThat(Databases.count(db)).isEqualTo(3);
    }

    @Test
    @Tag("D17")
    @DisplayName("D17: a transaction that rolls back leaves nothing, in both forms and as a savepoint")
    void rollingBackTransactionLeavesNothing() {
        var rehearsal = TransactionOptions.of().rollingBack();
        long seen = real.transaction(rehearsal, tx -> {
            tx.execute(INSERT, Map.of("name", "dan"));
            return Databases.count(real);
        });
        assertThat(seen).isEqualTo(4);
        assertThat(Databases.count(real)).isEqualTo(3);
        try (var tx = real.begin(rehearsal)) {
            tx.execute(INSERT, Map.of("name", "eve"));
            tx.commit();
            assertThat(tx.isOpen()).isFalse();
        }
        assertThat(Databases.count(real)).isEqualTo(3);
        real.transaction(() -> {
            real.execute(INSERT, Map.of("name", "fay"));
            real.transaction(rehearsal, () -> real.execute(INSERT, Map.of("name", "gus")));
        });
        assertThat(real.fetchAll(String.class, "SELECT name FROM users WHERE id > 3"))
                .containsExactly("fay");
    }

    @Test
    @Tag("D17")
    @DisplayName("D17: Database.forTest leaves nothing")
    void forTestLeavesNothing() {
        try (var test = Database.forTest(real.url().reveal()).connect()) {
            test.execute(INSERT, Map.of("name", "dan"));
            assertThat(Databases.count(test)).isEqualTo(4);
        }
        assertThat(Databases.count(real)).isEqualTo(3);
    }

    @Test
    @Tag("D18")
    @DisplayName("D18: concurrent statements and transactions of tasks take turns on the one connection")
    void tasksTakeTurns() {
        var both = gather(() -> Databases.count(db), () -> Databases.count(db));
        assertThat(both.first()).isEqualTo(both.second()).isEqualTo(3);
        gather(
                () -> db.transaction(tx -> tx.execute(INSERT, Map.of("name", "dan"))),
                () -> db.transaction(tx -> tx.execute(INSERT, Map.of("name", "eve"))));
        assertThat(db.iterate("SELECT * FROM users").toList()).hasSize(5);
    }

    @Test
    void childOfATransactionThatBeginsItsOwnIsAnError() {
        assertThatThrownBy(() -> db.transaction(tx -> gather(
                        () -> db.transaction(inner -> inner.fetchVal("SELECT 1")), () -> tx.fetchVal("SELECT 1"))))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("give the child the transaction");
        assertThatThrownBy(() -> db.transaction(tx -> gather(
                        () -> tx.fetchVal("SELECT 1"), () -> db.transaction(inner -> inner.fetchVal("SELECT 1")))))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("give the child the transaction");
    }
}
