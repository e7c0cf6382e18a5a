package dev.rapier.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.ConnectionLost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that ends the connection of a session. */
class OutageTest {
    @BeforeEach
    void oneUser() {
        Shop.empty();
        Shop.saved("ann");
    }

    private static void killTheSessionsBackend() {
        try (var other = Shop.DB.ownConnection()) {
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'"
                    + " AND datname = current_database()");
        }
    }

    @Test
    void aLostConnectionIsToldAndTheSessionGoesOnWithAnother() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new User("bob", "bob@example.org"));
            session.flush();
            killTheSessionsBackend();

            assertThatThrownBy(() -> session.get(User.class, -1)).isInstanceOf(ConnectionLost.class);
            assertThatThrownBy(session::commit).isInstanceOf(PendingRollback.class);
            session.rollback();
            session.add(new User("cid", "cid@example.org"));
            session.commit();
        }
        assertThat(Shop.names()).containsExactly("ann", "cid");
        assertThat(Shop.DB.pool().active()).isZero();
    }

    @Test
    void aConnectionThatIsLostInTheCommitCommitsNothing() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new User("bob", "bob@example.org"));
            session.flush();
            killTheSessionsBackend();

            assertThatThrownBy(session::commit).isInstanceOf(ConnectionLost.class);
        }
        assertThat(Shop.names()).containsExactly("ann");
        assertThat(Shop.DB.pool().active()).isZero();
    }
}
