package dev.rapier.orm;

import static dev.rapier.async.Async.run;
import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows from a cursor: S38. */
class StreamTest {
    @BeforeAll
    static void manyPosts() {
        Shop.empty();
        Shop.DB.execute(
                "INSERT INTO posts (id, title, version) SELECT 1000000 + n, 'post ' || n, 0 FROM generate_series(1, 2345) n");
    }

    private static final Select<Post, Post> ALL = select(Post.class).orderBy(Post_.ID);

    @Test
    @Tag("S38")
    void aStreamInPartitionsReturnsAllRows() {
        try (var session = Shop.SESSIONS.open()) {
            var partitions = session.partitions(ALL, 1000).toList();

            assertThat(partitions).extracting(List::size).containsExactly(1000, 1000, 345);
            assertThat(partitions.get(2).getLast().title).isEqualTo("post 2345");
        }
    }

    @Test
    @Tag("S38")
    void leavingEarlyClosesTheCursorAndTheSessionGoesOn() {
        try (var session = Shop.SESSIONS.open()) {
            assertThat(session.stream(select(Post_.TITLE).orderBy(Post_.ID))
                            .take(3)
                            .toList())
                    .containsExactly("post 1", "post 2", "post 3");
            assertThatThrownBy(() -> session.stream(ALL).forEach(_ -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");

            assertThat(cursors()).isZero();
            assertThat(session.get(Post.class, 1000001L)).isPresent();
        }
        assertThat(Shop.DB.pool().active()).isZero();
    }

    /** Portals that are open on this connection, but for the one of this query. */
    private static long cursors() {
        return Shop.DB
                .fetchVal(Long.class, "SELECT count(*) FROM pg_cursors WHERE statement LIKE 'select%'")
                .orElseThrow();
    }

    @Test
    void rowsComeInPortionsNotAtOnce() {
        try (var session = Shop.SESSIONS.open()) {
            session.stream(ALL).take(1).forEach(_ -> assertThat(cursors()).isOne());
        }
    }

    @Test
    void streamedEntitiesAreNotLookedAfter() {
        try (var session = Shop.SESSIONS.open()) {
            session.stream(ALL)
                    .take(10)
                    .forEach(post -> assertThat(session.contains(post)).isFalse());
        }
    }

    @Test
    void theSessionMayBeUsedWhileItStreams() {
        try (var session = Shop.SESSIONS.open()) {
            var titles = new ArrayList<String>();
            session.stream(select(Post_.ID).orderBy(Post_.ID))
                    .take(600)
                    .forEach(id -> titles.add(session.getOne(Post.class, id).title));
            assertThat(titles).hasSize(600).endsWith("post 600");
        }
    }

    @Test
    void aStreamMayBePulled() {
        run(() -> {
            try (var session = Shop.SESSIONS.open();
                    var rows = session.stream(ALL).open()) {
                var iterator = rows.iterator();
                assertThat(iterator.next().title).isEqualTo("post 1");
                assertThat(iterator.next().title).isEqualTo("post 2");
            }
        });
        assertThat(Shop.DB.pool().active()).isZero();
    }

    @Test
    void whatWasAddedIsFlushedBefore() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new Post(null, "added"));
            assertThat(session.stream(select(Post.class).where(Post_.TITLE.eq("added")))
                            .toList())
                    .hasSize(1);
        }
    }

    @Test
    void aPartitionHasASize() {
        try (var session = Shop.SESSIONS.open()) {
            assertThatThrownBy(() -> session.partitions(ALL, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
