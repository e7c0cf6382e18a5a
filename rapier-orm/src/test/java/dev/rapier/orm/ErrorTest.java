package dev.rapier.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.BadSql;
import dev.rapier.sql.DatabaseException;
import dev.rapier.sql.UniqueViolation;
import org.hibernate.LazyInitializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a session says when something goes wrong, and how it goes on: S36 and S37. */
class ErrorTest {
    @BeforeEach
    void oneUser() {
        Shop.empty();
        Shop.saved("ann");
    }

    @Test
    @Tag("S36")
    void afterAFlushErrorFurtherUseIsRefusedUntilRollback() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new Post(null, "of the same transaction"));
            assertThatThrownBy(() -> session.add(new User("eve", "ann@example.org")))
                    .isInstanceOfSatisfying(
                            UniqueViolation.class, e -> assertThat(e.sqlState()).contains("23505"));

            assertThatThrownBy(() -> session.get(User.class, 1))
                    .isInstanceOf(PendingRollback.class)
                    .hasMessageContaining("call rollback() first")
                    .hasCauseInstanceOf(Exception.class);
            assertThatThrownBy(session::commit).isInstanceOf(PendingRollback.class);

            session.rollback();
            session.add(new User("bob", "bob@example.org"));
            session.commit();
        }
        assertThat(Shop.names()).containsExactly("ann", "bob");
        assertThat(Shop.DB.fetchAll("SELECT * FROM posts")).isEmpty();
    }

    @Test
    @Tag("S36")
    void anErrorInTheCommitItselfIsMendedTheSameWay() {
        Shop.DB.execute("ALTER TABLE posts ADD CONSTRAINT short CHECK (length(title) < 10)");
        try (var session = Shop.SESSIONS.open()) {
            session.add(new Post(null, "much too long for that"));
            assertThatThrownBy(session::commit).isInstanceOf(dev.rapier.sql.CheckViolation.class);
            assertThatThrownBy(session::flush).isInstanceOf(PendingRollback.class);
            session.rollback();
            session.add(new Post(null, "short"));
            session.commit();
        } finally {
            Shop.DB.execute("ALTER TABLE posts DROP CONSTRAINT short");
        }
        assertThat(Shop.DB.fetchAll(String.class, "SELECT title FROM posts")).containsExactly("short");
        assertThat(Shop.DB.pool().active()).isZero();
    }

    @Test
    void anErrorInAQueryLeavesTheTransactionBrokenUntilRollback() {
        Shop.DB.execute("ALTER TABLE users RENAME TO people");
        try (var session = Shop.SESSIONS.open()) {
            assertThatThrownBy(() -> session.get(User.class, 1)).isInstanceOf(BadSql.class);
            assertThatThrownBy(() -> session.get(User.class, 1)).isInstanceOf(PendingRollback.class);
            session.rollback();
            Shop.DB.execute("ALTER TABLE people RENAME TO users");
            assertThat(session.get(User.class, 1)).isEmpty();
        } catch (DatabaseException e) {
            Shop.DB.execute("ALTER TABLE IF EXISTS people RENAME TO users");
            throw e;
        }
    }

    @Test
    @Tag("S37")
    void aLazyAttributeAfterCloseIsAnErrorAndNotSilentSql() {
        User user;
        try (var session = Shop.SESSIONS.open()) {
            user = session.getOne(User.class, Shop.saved("bob").id);
        }
        var echo = Shop.echoOf(() -> assertThatThrownBy(() -> user.posts.size())
                .isInstanceOf(LazyInitializationException.class)
                .hasMessageContaining("User.posts"));
        assertThat(echo).isEmpty();
    }

    @Test
    void aLazyAttributeInsideTheSessionSimplyLoads() {
        var id = Shop.SESSIONS.begin(s -> s.add(new User("bob", "b@x").with("one"))).id;
        try (var session = Shop.SESSIONS.open()) {
            var user = session.getOne(User.class, id);
            assertThat(user.posts).hasSize(1);
            session.commit();
            session.refresh(user);
            assertThat(user.posts.getFirst().author).isSameAs(user);
        }
        assertThat(Shop.DB.pool().active()).isZero();
    }

    @Test
    void aRowThatSomebodyElseChangedIsStale() {
        var id = Shop.SESSIONS.begin(s -> s.add(new Post(null, "first"))).id;
        try (var session = Shop.SESSIONS.open()) {
            var post = session.getOne(Post.class, id);
            session.commit();
            Shop.DB.execute("UPDATE posts SET version = version + 1");
            post.title = "second";
            assertThatThrownBy(session::commit).isInstanceOf(StaleData.class);
        }
    }

    @Test
    void whatIsNoEntityIsRefusedAndTheSessionGoesOn() {
        try (var session = Shop.SESSIONS.open()) {
            assertThatThrownBy(() -> session.add("a text")).isInstanceOf(MappingException.class);
            assertThatThrownBy(() -> session.get(String.class, 1)).isInstanceOf(MappingException.class);
            session.add(new User("bob", "bob@example.org"));
            session.commit();
        }
        assertThat(Shop.names()).containsExactly("ann", "bob");
    }
}
