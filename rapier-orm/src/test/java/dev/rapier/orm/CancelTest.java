package dev.rapier.orm;

import static dev.rapier.async.Async.run;
import static dev.rapier.async.Async.timeout;
import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Outcome;
import dev.rapier.async.RootTask;
import dev.rapier.sql.Database;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cancel reaches the statement that Hibernate runs, and leaves the pool whole. */
class CancelTest {
    /** A view of users whose rows take a minute each. */
    @BeforeAll
    static void slowView() {
        Shop.empty();
        Shop.saved("ann");
        Shop.DB.execute(
                "CREATE VIEW slow_users AS SELECT id, username || coalesce(pg_sleep(60)::text, '') AS username FROM users");
        ENGINE.awaitMapping();
    }

    @AfterAll
    static void close() {
        ENGINE.close();
        Shop.DB.execute("DROP VIEW slow_users");
    }

    private static final OrmEngine ENGINE = OrmEngine.on(Shop.DB, o -> o.entities(SlowUser.class));
    private static final SessionMaker SESSIONS = SessionMaker.of(ENGINE);

    private static void cancelWhileActive(Coroutine<?> body) throws Exception {
        var pids = pids(Shop.DB);
        var task = RootTask.of("request", body);
        var thread = Thread.ofVirtual().start(task);
        assertThat(Shop.eventually(() -> Shop.active("slow_users") == 1)).isTrue();

        task.cancel("the client went away");
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();

        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(Shop.active("slow_users")).isZero();
        assertThat(Shop.DB.pool().active()).isZero();
        assertThat(pids(Shop.DB)).containsAll(pids);
    }

    private static List<Integer> pids(Database db) {
        return db.fetchAll(
                Integer.class,
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND client_port > 0");
    }

    @Test
    void aCancelledQueryEndsOnTheServerAndItsConnectionSurvives() throws Exception {
        cancelWhileActive(() -> {
            try (var session = SESSIONS.open()) {
                return session.scalars(select(SlowUser.class)).all();
            }
        });
    }

    @Test
    void aCancelledStreamEndsOnTheServerToo() throws Exception {
        cancelWhileActive(() -> {
            try (var session = SESSIONS.open()) {
                return session.stream(select(SlowUser.class)).toList();
            }
        });
    }

    @Test
    void aCancelledBeginRollsBack() throws Exception {
        cancelWhileActive(() -> SESSIONS.begin(session -> {
            Shop.DB.execute("INSERT INTO users (username) VALUES ('bob')");
            return session.scalars(select(SlowUser.class)).all();
        }));
        assertThat(Shop.names()).containsExactly("ann");
    }

    @Test
    void aTimeoutIsTheSameAndTheSessionGoesOnAfterARollback() {
        run(() -> {
            try (var session = SESSIONS.open()) {
                assertThatThrownBy(() -> timeout(
                                Duration.ofMillis(200),
                                () -> session.scalars(select(SlowUser.class)).all()))
                        .isInstanceOf(AsyncTimeoutException.class);
                assertThatThrownBy(session::flush).isInstanceOf(PendingRollback.class);
                session.rollback();
                assertThat(session.scalars(select(SlowUser.class).filterBy("id", -1))
                                .all())
                        .isEmpty();
            }
        });
        assertThat(Shop.DB.pool().active()).isZero();
    }
}
