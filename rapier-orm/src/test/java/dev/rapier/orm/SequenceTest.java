package dev.rapier.orm;

import static dev.rapier.async.Async.map;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.Database;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys from sequences, on the databases that have them. */
class SequenceTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    void keysAreDifferentAlsoForTasksAtOnceAndAfterARollback(Kind kind) {
        try (var db = Database.of(kind.url(directory), o -> o.maxSize(4)).connect();
                var engine = OrmEngine.on(db, o -> o.entities(User.class, Post.class))) {
            engine.createAll();
            var sessions = SessionMaker.of(engine);
            run(() -> map(IntStream.range(0, 8).boxed().toList(), i -> {
                try (var session = sessions.open()) {
                    session.add(new Post(null, "rolled back"));
                    session.flush();
                }
                return sessions.begin(session -> {
                    session.addAll(IntStream.range(0, 30)
                            .mapToObj(n -> new Post(null, i + " " + n))
                            .toList());
                    return session;
                });
            }));
            assertThat(db.fetchVal(Long.class, "SELECT count(DISTINCT id) FROM posts"))
                    .contains(240L);
        }
    }

    @Test
    void sqliteHasNoneAndSaysSo() {
        try (var db = Database.of(Kind.SQLITE.url(directory)).connect();
                var engine = OrmEngine.on(db, o -> o.entities(User.class, Post.class))) {
            assertThatThrownBy(engine::awaitMapping)
                    .isInstanceOf(MappingException.class)
                    .hasMessage("Post takes its keys from a sequence, and SQLite has none: say"
                            + " @GeneratedValue(strategy = GenerationType.IDENTITY)");
        }
    }
}
