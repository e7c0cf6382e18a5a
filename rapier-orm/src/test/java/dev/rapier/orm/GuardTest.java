package dev.rapier.orm;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.run;
import static dev.rapier.async.Async.timeout;
import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One task at a time in a session, and only its own: S35. */
class GuardTest {
    @BeforeEach
    void oneUser() {
        Shop.empty();
        Shop.saved("ann");
    }

    @Test
    @Tag("S35")
    void aSecondThreadGetsAnErrorAtOnceAndTheOwnerGoesOn() throws Exception {
        try (var session = Shop.SESSIONS.open()) {
            var inside = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            var owner = Thread.ofVirtual()
                    .name("owner")
                    .start(() -> session.beginNested(() -> {
                        session.add(new Waiting(inside, done));
                    }));
            inside.await();

            assertThatThrownBy(() -> session.get(User.class, 1))
                    .isInstanceOf(ConcurrentSessionUse.class)
                    .hasMessageContaining("calls Session.get while Thread 'owner' is in Session.add")
                    .hasMessageContaining("open one for each");

            done.countDown();
            owner.join();
            assertThat(session.scalars(select(User.USERNAME)).all()).containsExactly("ann");
        }
    }

    @Test
    @Tag("S35")
    void childrenCantUseTheSessionOfTheirParentEvenInTurn() {
        run(() -> {
            try (var session = Shop.SESSIONS.open()) {
                assertThatThrownBy(() ->
                                gather(() -> session.scalars(select(User.class)).all(), () -> "something else"))
                        .isInstanceOf(ConcurrentSessionUse.class)
                        .hasMessageContaining("but the session belongs to task");
                assertThat(session.scalars(select(User.class)).all()).hasSize(1);
            }
        });
    }

    @Test
    void aScopeIsNotAnotherTask() {
        run(() -> {
            try (var session = Shop.SESSIONS.open()) {
                assertThat(timeout(
                                Duration.ofSeconds(30),
                                () -> session.scalars(select(User.class)).all()))
                        .hasSize(1);
            }
        });
    }

    @Test
    void aSessionOfATaskThatHasEndedMayBeTakenOver() {
        run(() -> {
            var session = group(g -> g.start(() -> Shop.SESSIONS.open()).await());
            try (session) {
                assertThat(session.scalars(select(User.class)).all()).hasSize(1);
            }
        });
        assertThat(Shop.DB.pool().active()).isZero();
    }

    @Test
    void aSessionThatIsClosedWhileAnotherTaskIsInsideIsClosedByThatTask() throws Exception {
        var session = Shop.SESSIONS.open();
        var inside = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var user = Thread.ofVirtual().start(() -> {
            session.add(new User("bob", "bob@example.org"));
            session.flush();
            session.add(new Waiting(inside, done));
        });
        inside.await();
        assertThat(Shop.DB.pool().active()).isEqualTo(1);

        assertThatThrownBy(session::close).isInstanceOf(ConcurrentSessionUse.class);
        done.countDown();
        user.join();

        assertThat(Shop.DB.pool().active()).isZero();
        assertThat(Shop.names()).containsExactly("ann");
        session.close();
    }

    @Test
    void useAfterCloseSaysSo() {
        var session = Shop.SESSIONS.open();
        session.close();
        session.close();
        assertThatThrownBy(() -> session.get(User.class, 1))
                .isInstanceOf(SessionClosed.class)
                .hasMessage("Session.get after close(): open another session");
        assertThatThrownBy(session::rollback).isInstanceOf(SessionClosed.class);
    }
}
