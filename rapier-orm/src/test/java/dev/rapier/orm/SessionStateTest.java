package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.Isolation;
import dev.rapier.sql.TransactionOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session says of itself, and how it is begun anew. */
class SessionStateTest {
    @BeforeEach
    void oneUser() {
        Shop.empty();
        Shop.SESSIONS.begin(session -> session.add(new User("ann", "a@x").with("one")));
    }

    @Test
    void itKnowsWhatTheNextFlushWillDo() {
        try (var session = Shop.SESSIONS.open()) {
            var ann = session.scalars(select(User.class)).one();
            var post = session.scalars(select(Post.class)).one();
            var fresh = session.add(new Post(ann, "fresh"));
            assertThat(session.newObjects()).containsExactly(fresh);
            assertThat(session.dirty()).isEmpty();
            ann.email = "other";
            assertThat(session.dirty()).containsExactly(ann);
            assertThat(session.isModified(ann)).isTrue();
            assertThat(session.isModified(post)).isFalse();
            session.delete(post);
            assertThat(session.deleted()).containsExactly(post);
            assertThat(session).containsExactlyInAnyOrder(ann, fresh);
            assertThat(session.entities()).hasSize(2);

            session.flush();
            assertThat(session.newObjects()).isEmpty();
            assertThat(session.dirty()).isEmpty();
            assertThat(session.deleted()).isEmpty();
        }
    }

    @Test
    void withoutAutoflushQueriesDontSeeWhatWasAdded() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new Post(null, "two"));
            assertThat(session.noAutoflush(
                            () -> session.scalars(select(Post_.TITLE)).all()))
                    .containsExactly("one");
            assertThat(session.scalars(select(Post_.TITLE)).all()).containsExactlyInAnyOrder("one", "two");
        }
        try (var session = Shop.SESSIONS.autoflush(false).open()) {
            session.add(new Post(null, "two"));
            assertThat(session.scalars(select(Post_.TITLE)).all()).containsExactly("one");
            assertThat(session.stream(select(Post_.TITLE)).toList()).containsExactly("one");
            session.commit();
            assertThat(session.scalars(select(Post_.TITLE)).all()).hasSize(2);
        }
    }

    @Test
    void itKnowsItsTransactions() {
        try (var session = Shop.SESSIONS.open()) {
            assertThat(session.inTransaction()).isFalse();
            session.beginNested(() -> {
                assertThat(session.inNestedTransaction()).isTrue();
            });
            assertThat(session.inNestedTransaction()).isFalse();
            assertThat(session.inTransaction()).isTrue();
        }
    }

    @Test
    void itCarriesWhatTheProgramWants() {
        try (var session = Shop.SESSIONS.open()) {
            session.info().put("tenant", 7);
            session.rollback();
            assertThat(session.info()).containsEntry("tenant", 7);
        }
    }

    @Test
    void plainSqlBelongsToItsTransaction() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new Post(null, "two"));
            assertThat(session.connection().fetchVal(Long.class, "SELECT count(*) FROM posts"))
                    .contains(2L);
            session.connection().execute("DELETE FROM posts");
            session.rollback();
            assertThat(session.scalars(select(Post_.TITLE)).all()).containsExactly("one");
        }
    }

    @Test
    void resetMakesItNew() {
        try (var session = Shop.SESSIONS.open()) {
            session.scalars(select(User.class)).one().email = "other";
            session.flush();
            session.reset();
            assertThat(session.entities()).isEmpty();
            assertThat(session.inTransaction()).isFalse();
            assertThat(session.scalars(select(User.EMAIL)).one()).isEqualTo("a@x");
        }
    }

    @Test
    void anInvalidatedConnectionDoesNotComeBack() {
        try (var session = Shop.SESSIONS.open()) {
            var before = backend(session);
            session.invalidate();
            assertThat(session.inTransaction()).isFalse();
            assertThat(backend(session)).isNotEqualTo(before);
        }
        assertThat(Shop.DB.pool().active()).isZero();
    }

    private static int backend(Session session) {
        return session.connection()
                .fetchVal(Integer.class, "SELECT pg_backend_pid()")
                .orElseThrow();
    }

    @Test
    void rowsAreLockedAgainstOthers() {
        try (var session = Shop.SESSIONS.open();
                var other = Shop.SESSIONS.open()) {
            var id = session.scalars(select(User.ID)).one();
            assertThat(session.getForUpdate(User.class, id)).isPresent();
            var users = select(User.class);
            assertThat(other.execute(users.withForUpdateSkipLocked()).all()).isEmpty();
            assertThatThrownBy(() -> other.execute(users.withForUpdateNoWait()))
                    .isInstanceOfSatisfying(
                            dev.rapier.sql.DatabaseException.class,
                            e -> assertThat(e.sqlState()).contains("55P03"));
            other.rollback();
            session.commit();
            assertThat(other.execute(users.withForUpdate()).all()).hasSize(1);
        }
    }

    @Test
    void rowsThatAreNoRowsOfATableCantBeLocked() {
        try (var session = Shop.SESSIONS.open()) {
            var counts = select(User.USERNAME, Func.count(User.class)).groupBy(User.USERNAME);
            assertThatThrownBy(() -> session.execute(counts.withForUpdate())).isInstanceOf(RuntimeException.class);
            session.rollback();
            assertThat(session.execute(counts).all()).hasSize(1);
        }
    }

    @Test
    void aMakerSaysHowTransactionsAre() {
        var serializable = Shop.SESSIONS.transactions(TransactionOptions.of().isolation(Isolation.SERIALIZABLE));
        try (var session = serializable.open()) {
            assertThat(session.connection().fetchVal(String.class, "SHOW transaction_isolation"))
                    .contains("serializable");
        }
        try (var session =
                Shop.SESSIONS.transactions(TransactionOptions.of().forReading()).open()) {
            session.add(new Post(null, "two"));
            assertThatThrownBy(session::commit).hasMessageContaining("read-only");
            session.rollback();
            assertThat(session.scalars(select(Post_.TITLE)).all()).hasSize(1);
        }
    }
}
