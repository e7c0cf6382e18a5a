package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries over several entities. */
class JoinTest {
    @BeforeEach
    void threeUsers() {
        Shop.empty();
        Shop.SESSIONS.begin(session -> {
            session.add(new User("ann", "one").with("one").with("two"));
            session.add(new User("bob", "b@x").with("one"));
            session.add(new User("cid", "c@x"));
            return session;
        });
    }

    private static <R> List<R> all(Select<?, R> select) {
        try (var session = Shop.SESSIONS.open()) {
            return session.execute(select).all();
        }
    }

    private static final Select<User, String> NAMES = select(User.USERNAME).orderBy(User.USERNAME);

    @Test
    void aJoinGivesARowForEachPartner() {
        assertThat(all(NAMES.join(User.POSTS))).containsExactly("ann", "ann", "bob");
        assertThat(all(NAMES.outerJoin(User.POSTS))).containsExactly("ann", "ann", "bob", "cid");
        assertThat(all(NAMES.join(User.POSTS).distinct())).containsExactly("ann", "bob");
    }

    @Test
    void whatIsJoinedMayBeAskedFor() {
        var title = User.POSTS.to(Post_.TITLE);
        assertThat(all(NAMES.join(User.POSTS).where(title.eq("one")))).containsExactly("ann", "bob");
        assertThat(all(NAMES.join(User.POSTS, Post_.TITLE.eq("two")))).containsExactly("ann");
        assertThat(all(NAMES.outerJoin(User.POSTS, Post_.TITLE.eq("two")).where(title.isNull())))
                .containsExactly("bob", "cid");
        assertThat(all(select(User.USERNAME, title)
                        .join(User.POSTS)
                        .orderBy(User.USERNAME)
                        .orderBy(title.desc())))
                .extracting(row -> row.get(title))
                .containsExactly("two", "one", "one");
    }

    @Test
    void referencesMayBeJoinedOn() {
        var name = Post_.AUTHOR.to(User.USERNAME);
        assertThat(all(select(Post_.TITLE).join(Post_.AUTHOR).where(name.eq("bob"))))
                .containsExactly("one");
        assertThat(all(select(Post_.TITLE)
                        .join(Post_.AUTHOR)
                        .join(Post_.AUTHOR.to(User.POSTS))
                        .where(Post_.AUTHOR.to(User.POSTS).to(Post_.TITLE).eq("two"))
                        .orderBy(Post_.TITLE)))
                .containsExactly("one", "two");
    }

    @Test
    void othersAreJoinedByACondition() {
        assertThat(all(NAMES.join(User.EMAIL, Post_.TITLE))).containsExactly("ann", "ann");
        assertThat(all(NAMES.join(
                        User.EMAIL, Post_.TITLE, Post_.AUTHOR.to(User.USERNAME).eq("bob"))))
                .containsExactly("ann");
    }

    @Test
    void existenceIsAskedForWithoutAJoin() {
        assertThat(all(NAMES.where(User.POSTS.any(Post_.TITLE.eq("one"))))).containsExactly("ann", "bob");
        assertThat(all(NAMES.where(User.POSTS.any().not()))).containsExactly("cid");
        assertThat(all(select(Post_.TITLE).where(Post_.AUTHOR.any(User.POSTS.any(Post_.TITLE.eq("two"))))))
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aQueryMayLookIntoAnother() {
        var authors = select(Post_.AUTHOR_NAME).where(Post_.TITLE.eq("two"));
        assertThat(all(NAMES.where(User.USERNAME.in(authors)))).containsExactly("ann");
        assertThat(all(NAMES.where(User.USERNAME.in(authors).not()))).containsExactly("bob", "cid");
        assertThatThrownBy(() -> all(NAMES.where(User.USERNAME.in(authors.limit(1)))))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("can't be asked for inside another query with limit");
    }

    @Test
    void aCollectionThatIsNotJoinedIsTold() {
        assertThatThrownBy(() -> all(NAMES.where(User.POSTS.to(Post_.TITLE).eq("one"))))
                .isInstanceOf(MappingException.class)
                .hasMessage(
                        "User.posts.title: posts holds many; join it first, or ask by any(..) whether there is one");
        assertThatThrownBy(() -> all(NAMES.join(Mapped.of(User.class, "friends", User.class))))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith("User.friends is not mapped");
        assertThatThrownBy(() -> all(NAMES.where(
                        User.POSTS.to(Mapped.text(Post.class, "tilte")).eq("one"))))
                .isInstanceOf(MappingException.class)
                .hasMessage("User.posts.tilte is not mapped: Post has author, id, title, version");
    }
}
