package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What queries can ask for. */
class SelectTest {
    @BeforeEach
    void fourUsers() {
        Shop.empty();
        Shop.SESSIONS.begin(session -> {
            for (String name : List.of("ann", "bob", "cid", "d%_x")) {
                var user = session.add(new User(name, name + "@example.org").with("post of " + name));
                user.loginCount = name.equals("cid") ? null : name.length() + name.charAt(0);
            }
            return session;
        });
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static List<String> names(Criterion<User>... criteria) {
        try (var session = Shop.SESSIONS.open()) {
            return session.scalars(select(User.USERNAME).where(criteria).orderBy(User.USERNAME))
                    .all();
        }
    }

    @Test
    void comparesForEqualityAndItsOpposite() {
        assertThat(names(User.USERNAME.eq("bob"))).containsExactly("bob");
        assertThat(names(User.USERNAME.ne("bob"))).containsExactly("ann", "cid", "d%_x");
        assertThat(names(User.EMAIL.eq(User.USERNAME))).isEmpty();
    }

    @Test
    void comparesForOrder() {
        assertThat(names(User.USERNAME.lt("bob"))).containsExactly("ann");
        assertThat(names(User.USERNAME.le("bob"))).containsExactly("ann", "bob");
        assertThat(names(User.LOGIN_COUNT.gt(100))).containsExactly("bob", "d%_x");
        assertThat(names(User.LOGIN_COUNT.ge(100))).containsExactly("ann", "bob", "d%_x");
        assertThat(names(User.LOGIN_COUNT.between(100, 101))).containsExactly("ann", "bob");
    }

    @Test
    void nullIsAskedForAsInSql() {
        assertThat(names(User.LOGIN_COUNT.isNull())).containsExactly("cid");
        assertThat(names(User.LOGIN_COUNT.eq((Integer) null))).containsExactly("cid");
        assertThat(names(User.LOGIN_COUNT.isNotNull())).hasSize(3);
        assertThat(names(User.LOGIN_COUNT.ne(null))).hasSize(3);
    }

    @Test
    void looksIntoLists() {
        assertThat(names(User.USERNAME.in("ann", "cid"))).containsExactly("ann", "cid");
        assertThat(names(User.USERNAME.in(List.of()))).isEmpty();
        assertThat(names(User.USERNAME.notIn(List.of("ann", "cid")))).containsExactly("bob", "d%_x");
    }

    @Test
    void looksIntoTexts() {
        assertThat(names(User.USERNAME.like("%i_"))).containsExactly("cid");
        assertThat(names(User.USERNAME.ilike("%ID"))).containsExactly("cid");
        assertThat(names(User.USERNAME.contains("%_"))).containsExactly("d%_x");
        assertThat(names(User.USERNAME.startsWith("a"))).containsExactly("ann");
        assertThat(names(User.USERNAME.endsWith("b"))).containsExactly("bob");
    }

    @Test
    void joinsCriteria() {
        assertThat(names(User.USERNAME.eq("ann").or(User.USERNAME.eq("bob")))).containsExactly("ann", "bob");
        assertThat(names(User.USERNAME.gt("ann"), User.USERNAME.lt("cid"))).containsExactly("bob");
        assertThat(names(User.USERNAME.gt("ann").and(User.USERNAME.lt("cid")).not()))
                .containsExactly("ann", "cid", "d%_x");
    }

    @Test
    void anAttributeWithoutAValueIsNull() {
        try (var session = Shop.SESSIONS.open()) {
            var count = select(User.LOGIN_COUNT).where(User.USERNAME.eq("cid"));
            assertThat(session.execute(count).all()).containsExactly((Integer) null);
            assertThat(session.scalar(count)).isEmpty();
            assertThat(session.execute(count).one()).isNull();
            assertThat(session.stream(count).toList()).containsExactly((Integer) null);
        }
    }

    @Test
    void sortsAndCutsOut() {
        try (var session = Shop.SESSIONS.open()) {
            var byName = select(User.class).orderBy(User.USERNAME.desc());
            assertThat(session.scalars(byName.offset(1).limit(2)).all())
                    .extracting(user -> user.username)
                    .containsExactly("cid", "bob");
            assertThat(session.scalars(byName).all()).hasSize(4);
        }
    }

    @Test
    void goesThroughReferences() {
        try (var session = Shop.SESSIONS.open()) {
            var post = session.execute(select(Post.class).where(Post_.AUTHOR_NAME.eq("bob")))
                    .one();
            assertThat(post.title).isEqualTo("post of bob");
            assertThat(session.execute(select(Post.class).where(Post_.AUTHOR.eq(post.author)))
                            .all())
                    .containsExactly(post);
        }
    }

    @Test
    void filtersByNameWithoutColumns() {
        try (var session = Shop.SESSIONS.open()) {
            assertThat(session.scalar(select(User.class).filterBy("username", "bob")))
                    .isPresent();
            assertThat(session.scalar(select(User.class).filterBy("loginCount", null)))
                    .get()
                    .extracting(user -> user.username)
                    .isEqualTo("cid");
            assertThat(session.scalar(select(Post.class).filterBy("author.username", "bob")))
                    .isPresent();
        }
    }

    @Test
    void saysWhatANameShouldHaveBeen() {
        try (var session = Shop.SESSIONS.open()) {
            assertThatThrownBy(() -> session.scalar(select(User.class).filterBy("name", "bob")))
                    .isInstanceOf(MappingException.class)
                    .hasMessage("User.name is not mapped: User has email, id, loginCount, posts, username");
            assertThatThrownBy(() -> session.scalar(select(User.class).filterBy("id", "7")))
                    .isInstanceOf(MappingException.class)
                    .hasMessage("User.id is a java.lang.Integer, and can't be compared with a java.lang.String");
            assertThatThrownBy(() -> session.scalar(select(String.class)))
                    .isInstanceOf(MappingException.class)
                    .hasMessageStartingWith(
                            "java.lang.String is not an entity of this engine, which knows Post, User, Waiting.");
            assertThat(session.scalar(select(User.class).filterBy("username", "bob")))
                    .isPresent();
        }
    }

    @Test
    void refusesWindowsThatAreNone() {
        assertThatThrownBy(() -> select(User.class).limit(-1)).hasMessage("limit must not be negative: -1");
        assertThatThrownBy(() -> select(User.class).offset(-1)).hasMessage("offset must not be negative: -1");
    }
}
