package dev.rapier.orm;

import static dev.rapier.orm.BulkDelete.delete;
import static dev.rapier.orm.BulkUpdate.update;
import static dev.rapier.orm.Func.plus;
import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of many rows by one statement. */
class BulkTest {
    @BeforeEach
    void threeUsers() {
        Shop.empty();
        Shop.SESSIONS.begin(session -> {
            session.add(new User("ann", "a@x").with("one")).loginCount = 1;
            session.add(new User("bob", "b@x")).loginCount = 2;
            session.add(new User("cid", "c@x")).loginCount = 3;
            return session;
        });
    }

    @Test
    void anUpdateChangesThoseOfWhichSomethingHoldsAndSaysHowMany() {
        var changed = Shop.SESSIONS.begin(session ->
                session.execute(update(User.class).where(User.LOGIN_COUNT.ge(2)).values(User.EMAIL, User.USERNAME)));
        assertThat(changed).isEqualTo(2);
        assertThat(Shop.DB.fetchAll(String.class, "SELECT email FROM users ORDER BY id"))
                .containsExactly("a@x", "bob", "cid");
    }

    @Test
    void entitiesOfTheSessionSeeIt() {
        try (var session = Shop.SESSIONS.open()) {
            var ann = session.scalars(select(User.class).where(User.USERNAME.eq("ann")))
                    .one();
            ann.email = "changed before";
            session.execute(update(User.class)
                    .values(User.LOGIN_COUNT, plus(User.LOGIN_COUNT, 10))
                    .values("username", "all"));

            assertThat(ann.loginCount).isEqualTo(11);
            assertThat(ann.username).isEqualTo("all");
            assertThat(ann.email).isEqualTo("changed before");
            session.commit();
        }
        assertThat(Shop.DB.fetchAll(Integer.class, "SELECT login_count FROM users ORDER BY id"))
                .containsExactly(11, 12, 13);
    }

    @Test
    void anUpdateOfAVersionedEntityIsSeenByOthersAsOne() {
        try (var session = Shop.SESSIONS.open();
                var other = Shop.SESSIONS.open()) {
            var post = session.scalars(select(Post.class)).one();
            session.commit();
            other.execute(update(Post.class).values(Post_.TITLE, "theirs"));
            other.commit();
            post.title = "mine";
            assertThatThrownBy(session::commit).isInstanceOf(StaleData.class);
        }
    }

    @Test
    void aDeleteLetsGoWhatItDeleted() {
        try (var session = Shop.SESSIONS.open()) {
            var users =
                    session.scalars(select(User.class).orderBy(User.USERNAME)).all();
            assertThat(session.execute(delete(User.class).where(User.LOGIN_COUNT.gt(1))))
                    .isEqualTo(2);
            assertThat(session.contains(users.get(0))).isTrue();
            assertThat(session.contains(users.get(1))).isFalse();
            session.commit();
        }
        assertThat(Shop.names()).containsExactly("ann");
    }

    @Test
    void whatDoesNotFitIsTold() {
        try (var session = Shop.SESSIONS.open()) {
            assertThatThrownBy(() -> session.execute(update(User.class)))
                    .isInstanceOf(MappingException.class)
                    .hasMessage("update(User) sets nothing: say values(attribute, value)");
            assertThatThrownBy(() -> session.execute(update(User.class).values("name", "x")))
                    .isInstanceOf(MappingException.class)
                    .hasMessageStartingWith("User.name is not mapped");
            assertThatThrownBy(() -> session.execute(update(User.class).values("loginCount", "x")))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("User.loginCount is a java.lang.Integer");
            assertThatThrownBy(() -> session.execute(delete(String.class))).isInstanceOf(MappingException.class);
            assertThat(session.execute(update(User.class).values(User.EMAIL, (String) null)))
                    .isEqualTo(3);
        }
    }
}
