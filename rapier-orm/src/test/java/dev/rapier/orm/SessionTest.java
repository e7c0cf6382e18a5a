package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The unit of work: S27 to S29, S31 to S34. */
class SessionTest {
    @BeforeEach
    void empty() {
        Shop.empty();
    }

    @Test
    @Tag("S27")
    void beginCommitsOnSuccessAndCloses() {
        var seen = new ArrayList<Session>();
        var user = Shop.SESSIONS.begin(session -> {
            seen.add(session);
            return session.add(new User("ann", "ann@example.org"));
        });

        assertThat(user.id).isNotNull();
        assertThat(Shop.names()).containsExactly("ann");
        assertThat(seen.getFirst().inTransaction()).isFalse();
        assertThatThrownBy(seen.getFirst()::flush).isInstanceOf(SessionClosed.class);
        assertThat(Shop.DB.pool().active()).isZero();
    }

    @Test
    @Tag("S27")
    void beginRollsBackOnErrorAndThrowsItUnchanged() {
        var error = new Exception("no");

        assertThatThrownBy(() -> Shop.SESSIONS.begin(session -> {
                    session.add(new User("ann", "ann@example.org"));
                    session.flush();
                    throw error;
                }))
                .isSameAs(error);

        assertThat(Shop.names()).isEmpty();
        assertThat(Shop.DB.pool().active()).isZero();
    }

    @Test
    void closeRollsBackWhatWasNotCommitted() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new User("ann", "ann@example.org"));
            session.flush();
            assertThat(session.inTransaction()).isTrue();
        }
        assertThat(Shop.names()).isEmpty();
    }

    @Test
    void aSessionTakesNoConnectionBeforeItsFirstStatementAndNoneAfterACommit() {
        try (var session = Shop.SESSIONS.open()) {
            assertThat(Shop.DB.pool().active()).isZero();
            session.get(User.class, 1);
            assertThat(Shop.DB.pool().active()).isEqualTo(1);
            session.commit();
            assertThat(Shop.DB.pool().active()).isZero();
        }
    }

    @Test
    @Tag("S28")
    void afterACommitAttributesStayReadableWithoutSql() {
        try (var session = Shop.SESSIONS.open()) {
            var user = session.add(new User("ann", "ann@example.org"));
            session.commit();

            var echo = Shop.echoOf(() -> assertThat(user.username).isEqualTo("ann"));

            assertThat(echo).isEmpty();
            assertThat(session.contains(user)).isTrue();
        }
    }

    @Test
    @Tag("S29")
    void getTwiceIsOneSelectAndOneObject() {
        var id = Shop.saved("ann").id;
        try (var session = Shop.SESSIONS.open();
                var other = Shop.SESSIONS.open()) {
            var users = new ArrayList<User>();
            var echo = Shop.echoOf(() -> {
                users.add(session.getOne(User.class, id));
                users.add(session.getOne(User.class, id));
            });

            assertThat(Shop.selects(echo)).hasSize(1);
            assertThat(users.get(0)).isSameAs(users.get(1));
            assertThat(other.getOne(User.class, id)).isNotSameAs(users.get(0));
            assertThat(session.execute(select(User.class)).one()).isSameAs(users.get(0));
        }
    }

    @Test
    void getOneWithoutARowIsAnError() {
        try (var session = Shop.SESSIONS.open()) {
            assertThat(session.get(User.class, 4711)).isEmpty();
            assertThatThrownBy(() -> session.getOne(User.class, 4711))
                    .isInstanceOf(NoResultFound.class)
                    .hasMessage("There is no User with the key 4711");
        }
    }

    @Test
    @Tag("S31")
    void anAddedEntityIsFoundByAQueryBeforeTheCommit() {
        try (var session = Shop.SESSIONS.open()) {
            session.addAll(List.of(new Post(null, "one"), new Post(null, "two")));

            assertThat(session.scalars(select(Post_.TITLE).orderBy(Post_.TITLE)).all())
                    .containsExactly("one", "two");
        }
    }

    @Test
    void changesAreWrittenByTheCommit() {
        var id = Shop.saved("ann").id;
        try (var session = Shop.SESSIONS.open()) {
            var user = session.getOne(User.class, id);
            assertThat(session.isModified()).isFalse();
            user.username = "bob";
            assertThat(session.isModified()).isTrue();
            session.commit();
        }
        assertThat(Shop.names()).containsExactly("bob");
    }

    @Test
    @Tag("S32")
    void refreshReadsAnew() {
        var id = Shop.saved("ann").id;
        try (var session = Shop.SESSIONS.open()) {
            var user = session.getOne(User.class, id);
            session.commit();
            Shop.DB.execute("UPDATE users SET username = 'bob'");

            assertThat(session.refresh(user)).isSameAs(user);
            assertThat(user.username).isEqualTo("bob");
        }
    }

    @Test
    @Tag("S32")
    void refreshLoadsANamedCollection() {
        var id = Shop.SESSIONS.begin(
                        s -> s.add(new User("ann", "a@x").with("one").with("two")))
                .id;
        User user;
        try (var session = Shop.SESSIONS.open()) {
            user = session.refresh(session.getOne(User.class, id), "posts");
            assertThatThrownBy(() -> session.refresh(user, "friends"))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining(
                            "User.friends is not mapped: User has email, id, loginCount, posts, username");
        }
        assertThat(user.posts).extracting(post -> post.title).containsExactly("one", "two");
    }

    @Test
    @Tag("S33")
    void deleteCascadesAsMapped() {
        var id = Shop.SESSIONS.begin(s -> s.add(new User("ann", "a@x").with("one"))).id;
        try (var session = Shop.SESSIONS.open()) {
            session.delete(session.getOne(User.class, id));
            session.commit();
        }
        assertThat(Shop.DB.fetchAll("SELECT * FROM posts")).isEmpty();
        assertThat(Shop.names()).isEmpty();
    }

    @Test
    @Tag("S33")
    void mergeReturnsTheManagedCopy() {
        var ann = Shop.saved("ann");
        ann.username = "anna";
        try (var session = Shop.SESSIONS.open()) {
            var merged = session.merge(ann);
            assertThat(merged).isNotSameAs(ann);
            assertThat(session.contains(merged)).isTrue();
            assertThat(session.contains(ann)).isFalse();
            session.commit();
        }
        assertThat(Shop.names()).containsExactly("anna");
    }

    @Test
    @Tag("S34")
    void aRolledBackSavepointKeepsTheOuterWork() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new User("ann", "ann@example.org"));
            assertThatThrownBy(() -> session.beginNested(() -> {
                        session.add(new User("bob", "bob@example.org"));
                        session.flush();
                        throw new IllegalStateException("not bob");
                    }))
                    .hasMessage("not bob");
            session.beginNested(() -> session.add(new User("cid", "cid@example.org")));
            session.commit();
        }
        assertThat(Shop.names()).containsExactly("ann", "cid");
    }

    @Test
    @Tag("S34")
    void anErrorOfTheDatabaseBehindASavepointIsMendedByIt() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new User("ann", "ann@example.org"));
            assertThatThrownBy(() -> session.beginNested(() -> session.add(new User("eve", "ann@example.org"))))
                    .isInstanceOf(dev.rapier.sql.UniqueViolation.class);
            session.add(new User("bob", "bob@example.org"));
            session.commit();
        }
        assertThat(Shop.names()).containsExactly("ann", "bob");
    }

    @Test
    void expungeLetsAnEntityGo() {
        var id = Shop.saved("ann").id;
        try (var session = Shop.SESSIONS.open()) {
            var user = session.getOne(User.class, id);
            session.expunge(user);
            user.username = "bob";
            session.commit();
        }
        assertThat(Shop.names()).containsExactly("ann");
    }

    @Test
    void twoSessionsOfOneTaskCommitEachForItself() {
        try (var outer = Shop.SESSIONS.open()) {
            outer.add(new User("ann", "ann@example.org"));
            outer.flush();
            try (var inner = Shop.SESSIONS.open()) {
                inner.add(new User("bob", "bob@example.org"));
                inner.commit();
            }
        }
        assertThat(Shop.names()).containsExactly("bob");
    }
}
