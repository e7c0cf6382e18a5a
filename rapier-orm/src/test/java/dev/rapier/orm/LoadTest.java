package dev.rapier.orm;

import static dev.rapier.orm.Load.joinedLoad;
import static dev.rapier.orm.Load.selectInLoad;
import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Relations that are loaded with the entities. */
class LoadTest {
    @BeforeEach
    void threeUsers() {
        Shop.empty();
        Shop.SESSIONS.begin(session -> {
            session.add(new User("ann", "a@x").with("one").with("two"));
            session.add(new User("bob", "b@x").with("three"));
            session.add(new User("cid", "c@x"));
            return session;
        });
    }

    private static final Select<User, User> USERS = select(User.class).orderBy(User.USERNAME);

    private static List<String> selects(List<User> users, Select<User, User> select) {
        return Shop.selects(Shop.echoOf(() -> {
            try (var session = Shop.SESSIONS.open()) {
                users.addAll(session.execute(select).all());
            }
        }));
    }

    @Test
    void selectInLoadsByOneMoreStatement() {
        var users = new ArrayList<User>();
        assertThat(selects(users, USERS.options(selectInLoad(User.POSTS)))).hasSize(2);
        assertThat(users.get(0).posts).extracting(post -> post.title).containsExactly("one", "two");
        assertThat(users.get(2).posts).isEmpty();
    }

    @Test
    void selectInLoadsKeepLimits() {
        var users = new ArrayList<User>();
        selects(users, USERS.limit(1).options(selectInLoad(User.POSTS)));
        assertThat(users).hasSize(1);
        assertThat(users.getFirst().posts).hasSize(2);
    }

    @Test
    void joinedLoadsAreInTheSameStatement() {
        var users = new ArrayList<User>();
        assertThat(selects(users, USERS.options(joinedLoad(User.POSTS)))).hasSize(1);
        assertThat(users).hasSize(3);
        assertThat(users.get(0).posts).hasSize(2);
    }

    @Test
    void aPathLoadsAllOnIt() {
        try (var session = Shop.SESSIONS.open()) {
            var echo = Shop.echoOf(() -> session.execute(
                    USERS.options(selectInLoad(User.POSTS.to(Post_.AUTHOR).to(User.POSTS)))));
            assertThat(Shop.selects(echo)).hasSize(2);
        }
    }

    @Test
    void whatIsLoadedAlreadyIsNotLoadedAgain() {
        try (var session = Shop.SESSIONS.open()) {
            session.execute(USERS.options(selectInLoad(User.POSTS)));
            var echo = Shop.echoOf(() -> session.execute(USERS.options(selectInLoad(User.POSTS))));
            assertThat(Shop.selects(echo)).hasSize(1);
        }
    }

    @Test
    void whatMakesNoSenseIsTold() {
        try (var session = Shop.SESSIONS.open()) {
            assertThatThrownBy(() -> session.execute(USERS.limit(1).options(joinedLoad(User.POSTS))))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("use selectInLoad");
            assertThatThrownBy(() -> session.execute(select(User.USERNAME).options(selectInLoad(User.POSTS))))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("select(User.username) gives no entities");
            assertThatThrownBy(() -> session.stream(USERS.options(selectInLoad(User.POSTS)))
                            .toList())
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("is streamed");
            assertThatThrownBy(() ->
                            session.execute(USERS.options(selectInLoad(Mapped.of(User.class, "friends", User.class)))))
                    .isInstanceOf(MappingException.class)
                    .hasMessageStartingWith("User.friends is not mapped");
            assertThat(session.execute(USERS).all()).hasSize(3);
        }
    }
}
