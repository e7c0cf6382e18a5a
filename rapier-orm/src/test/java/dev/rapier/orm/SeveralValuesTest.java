package dev.rapier.orm;

import static dev.rapier.orm.Func.avg;
import static dev.rapier.orm.Func.count;
import static dev.rapier.orm.Func.countDistinct;
import static dev.rapier.orm.Func.entity;
import static dev.rapier.orm.Func.lower;
import static dev.rapier.orm.Func.max;
import static dev.rapier.orm.Func.min;
import static dev.rapier.orm.Func.sum;
import static dev.rapier.orm.Func.upper;
import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries for several values, and for what is computed of them. */
class SeveralValuesTest {
    @BeforeEach
    void threeUsers() {
        Shop.empty();
        Shop.SESSIONS.begin(session -> {
            session.add(new User("ann", "a@x").with("one").with("two")).loginCount = 1;
            session.add(new User("bob", "b@x").with("one")).loginCount = 2;
            session.add(new User("cid", "c@x"));
            return session;
        });
    }

    private static <R> Result<R> found(Select<?, R> select) {
        try (var session = Shop.SESSIONS.open()) {
            return session.execute(select);
        }
    }

    record NameCount(String name, Long posts) {}

    private static final Term<User, Long> POSTS = count(User.POSTS.to(Post_.ID));

    private static final Select<User, ResultRow> COUNTS = select(User.USERNAME, POSTS)
            .outerJoin(User.POSTS)
            .groupBy(User.USERNAME)
            .orderBy(User.USERNAME);

    @Test
    void rowsAreReadByWhatWasAskedFor() {
        var row = found(COUNTS).all().getFirst();

        String name = row.get(User.USERNAME);
        Long posts = row.get(POSTS);
        assertThat(name).isEqualTo("ann");
        assertThat(posts).isEqualTo(2);
        assertThat(row.get(1)).isEqualTo(2L);
        assertThat(row.values()).containsExactly("ann", 2L);
        assertThatThrownBy(() -> row.get(User.EMAIL))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("The row has no User.email, but [User.username, count(User.posts.id)]");
    }

    @Test
    void rowsBecomeMapsAndRecords() {
        assertThat(found(COUNTS.limit(1)).mappings()).containsExactly(Map.of("username", "ann", "count_id", 2L));
        assertThat(found(COUNTS.into(NameCount.class)).all())
                .containsExactly(new NameCount("ann", 2L), new NameCount("bob", 1L), new NameCount("cid", 0L));
        assertThat(found(select(User.USERNAME).where(User.USERNAME.eq("bob"))).mappings())
                .containsExactly(Map.of("username", "bob"));
    }

    record OneName(String name) {}

    record Primitive(String name, int logins) {}

    @Test
    void recordsThatDoNotFitAreToldAtOnce() {
        assertThat(found(select(User.USERNAME).orderBy(User.USERNAME).limit(1).into(OneName.class))
                        .one())
                .isEqualTo(new OneName("ann"));
        assertThatThrownBy(() -> COUNTS.into(OneName.class))
                .isInstanceOf(MappingException.class)
                .hasMessage(
                        "OneName has 1 components, but the query gives 2 values: [User.username, count(User.posts.id)]");
        assertThatThrownBy(() -> COUNTS.into(Primitive.class))
                .hasMessage("The component logins of Primitive is a int, and can't take count(User.posts.id), a"
                        + " java.lang.Long");
        assertThatThrownBy(() -> COUNTS.into(String.class)).hasMessageContaining("java.lang.String is none");
        assertThatThrownBy(() -> select(User.class).into(OneName.class)).hasMessageContaining("gives entities");
        assertThatThrownBy(() -> found(select(User.USERNAME, User.LOGIN_COUNT).into(Primitive.class)))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("A Primitive can't be made of the row [cid, null]");
    }

    @Test
    void groupsAreChosenByWhatIsComputed() {
        assertThat(found(COUNTS.having(POSTS.ge(1L))).all())
                .extracting(row -> row.get(User.USERNAME))
                .containsExactly("ann", "bob");
        assertThat(found(COUNTS.orderBy(POSTS.desc()).having(POSTS.in(List.of(0L, 2L))))
                        .all())
                .hasSize(2);
    }

    @Test
    void functionsOfTheDatabase() {
        var row = found(select(
                        count(User.class),
                        count(User.LOGIN_COUNT),
                        sum(User.LOGIN_COUNT),
                        avg(User.LOGIN_COUNT),
                        min(User.LOGIN_COUNT),
                        max(User.USERNAME)))
                .one();
        assertThat(row.values()).containsExactly(3L, 2L, 3, 1.5, 1, "cid");
        assertThat(found(select(countDistinct(Post_.TITLE))).one()).isEqualTo(2);
        assertThat(found(select(upper(User.USERNAME)).where(lower(User.USERNAME).eq("bob")))
                        .one())
                .isEqualTo("BOB");
        assertThat(found(select(sum(User.LOGIN_COUNT)).where(User.USERNAME.eq("nobody")))
                        .scalar())
                .isEmpty();
    }

    @Test
    void anEntityMayBeOneOfThem() {
        var row = found(select(entity(User.class), POSTS)
                        .join(User.POSTS)
                        .groupBy(entity(User.class))
                        .having(POSTS.eq(2L)))
                .one();
        assertThat(row.get(entity(User.class)).username).isEqualTo("ann");
    }

    @Test
    void severalValuesAreStreamed() {
        try (var session = Shop.SESSIONS.open()) {
            assertThat(session.stream(COUNTS.into(NameCount.class)).toList()).hasSize(3);
            assertThat(session.stream(COUNTS).take(1).toList().getFirst().get(User.USERNAME))
                    .isEqualTo("ann");
        }
        assertThat(Shop.DB.pool().active()).isZero();
    }

    @Test
    void rowsAreFetchedInPortions() {
        var result = found(COUNTS);
        assertThat(result.fetchMany(2)).hasSize(2);
        assertThat(result.fetchOne())
                .get()
                .extracting(row -> row.get(User.USERNAME))
                .isEqualTo("cid");
        assertThat(result.fetchOne()).isEmpty();
        assertThat(result.fetchMany(2)).isEmpty();
        assertThat(result.partitions(2)).extracting(List::size).containsExactly(2, 1);
        assertThatThrownBy(() -> result.fetchMany(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAJoinMadeSeveralOfIsMadeUnique() {
        var joined = select(User.class).join(User.POSTS).orderBy(User.USERNAME);
        assertThat(found(joined).unique().all())
                .extracting(user -> user.username)
                .containsExactly("ann", "bob");
        assertThat(found(select(User.USERNAME).join(User.POSTS)).all()).hasSize(3);
    }
}
