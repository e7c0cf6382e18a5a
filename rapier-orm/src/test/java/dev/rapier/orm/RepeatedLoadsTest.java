package dev.rapier.orm;

import static dev.rapier.orm.Load.selectInLoad;
import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same query again and again in a session is told, in development. */
class RepeatedLoadsTest {
    private static final OrmEngine ENGINE =
            OrmEngine.on(Shop.DB, o -> o.warnAfter(3).entities(User.class, Post.class));
    private static final SessionMaker SESSIONS = SessionMaker.of(ENGINE);

    @BeforeEach
    void fourUsers() {
        Shop.empty();
        Shop.SESSIONS.begin(session -> {
            for (String name : List.of("ann", "bob", "cid", "dan")) {
                session.add(new User(name, name).with("post of " + name));
            }
            return session;
        });
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static List<String> warnings(SessionMaker sessions, java.util.function.Consumer<Session> work) {
        var lines = new CopyOnWriteArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var log = Logger.getLogger("rapier.orm");
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        try (var session = sessions.open()) {
            work.accept(session);
        } finally {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
        }
        return lines;
    }

    private static void readPosts(Session session) {
        session.scalars(select(User.class))
                .forEach(user -> assertThat(user.posts.size()).isOne());
    }

    @Test
    void aLazyCollectionInALoopIsToldWithItsNameItsLineAndItsQuery() {
        assertThat(warnings(SESSIONS, RepeatedLoadsTest::readPosts))
                .singleElement()
                .asString()
                .startsWith("The same query ran 4 times in one session (N+1), at ")
                .contains("RepeatedLoadsTest.java:")
                .contains("It loads User.posts one by one; load them together: select(..).options(selectInLoad(..)).")
                .contains("from posts");
    }

    @Test
    void aReferenceIsToldByTheAttributesThatItMayBe() {
        assertThat(warnings(
                        SESSIONS, session -> session.scalars(select(Post.class)).all()))
                .singleElement()
                .asString()
                .contains("It loads Post.author one by one")
                .contains("from users");
    }

    @Test
    void theSameQueryOfTheProgramIsTold() {
        assertThat(warnings(SESSIONS, session -> {
                    for (int i = 0; i < 3; i++) {
                        session.scalar(select(User.EMAIL).where(User.ID.eq(i)));
                    }
                }))
                .singleElement()
                .asString()
                .contains("ran 3 times")
                .contains("Ask for all of them by one query");
    }

    @Test
    void whatIsLoadedTogetherIsNotTold() {
        assertThat(warnings(SESSIONS, session -> {
                    session.execute(select(User.class).options(selectInLoad(User.POSTS)));
                    readPosts(session);
                }))
                .isEmpty();
    }

    @Test
    void nothingIsWatchedUnlessAskedFor() {
        assertThat(warnings(Shop.SESSIONS, RepeatedLoadsTest::readPosts)).isEmpty();
        assertThatThrownBy(() -> OrmEngine.on(Shop.DB, o -> o.warnAfter(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
