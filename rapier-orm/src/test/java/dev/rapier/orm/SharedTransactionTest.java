package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session and the database beside it in one transaction: S39. */
class SharedTransactionTest {
    @BeforeEach
    void empty() {
        Shop.empty();
    }

    @Test
    @Tag("S39")
    void theCommitOfASessionDoesNotEndTheTransactionAroundIt() {
        try (var transaction = Shop.DB.begin()) {
            Shop.SESSIONS.begin(session -> session.add(new User("ann", "ann@example.org")));
            assertThat(Shop.DB.fetchAll(String.class, "SELECT username FROM users"))
                    .containsExactly("ann");
            assertThat(transaction.isOpen()).isTrue();
        }
        assertThat(Shop.names()).isEmpty();
    }

    @Test
    @Tag("S39")
    void theRollbackOfASessionKeepsTheTransactionAroundIt() {
        Shop.DB.transaction(() -> {
            Shop.DB.execute("INSERT INTO users (username) VALUES ('ann')");
            try (var session = Shop.SESSIONS.open()) {
                session.add(new User("bob", "bob@example.org"));
                session.flush();
            }
        });
        assertThat(Shop.names()).containsExactly("ann");
    }

    @Test
    void statementsBesideASessionBelongToItsTransaction() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new User("ann", "ann@example.org"));
            session.flush();
            Shop.DB.execute("UPDATE users SET username = :name", Map.of("name", "anna"));
            assertThat(session.scalars(select(User.USERNAME)).all()).containsExactly("anna");
            session.rollback();
            assertThat(Shop.DB.fetchAll("SELECT * FROM users")).isEmpty();
        }
    }

    @Test
    void aChildCantSilentlyEscapeFromTheTransactionOfASession() {
        dev.rapier.async.Async.run(() -> {
            try (var session = Shop.SESSIONS.open()) {
                session.add(new User("ann", "ann@example.org"));
                session.flush();
                assertThatThrownBy(() -> dev.rapier.async.Async.gather(
                                () -> Shop.DB.fetchAll("SELECT * FROM users"), () -> "something else"))
                        .isInstanceOf(dev.rapier.sql.TransactionMisuse.class);
                assertThatThrownBy(() -> dev.rapier.async.Async.gather(
                                () -> "something else", () -> Shop.DB.fetchAll("SELECT * FROM users")))
                        .as("the last one, which runs on the thread of the session's task")
                        .isInstanceOf(dev.rapier.sql.TransactionMisuse.class);
            }
        });
        assertThat(Shop.DB.pool().active()).isZero();
    }
}
