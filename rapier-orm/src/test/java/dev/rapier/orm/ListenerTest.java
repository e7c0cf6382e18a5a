package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.DatabaseListener;
import dev.rapier.sql.StatementEnd;
import dev.rapier.sql.UniqueViolation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who listens to the database hears of the statements of sessions. */
class ListenerTest {
    private final List<StatementEnd> heard = new CopyOnWriteArrayList<>();
    private final DatabaseListener listener = new DatabaseListener() {
        @Override
        public void statementEnded(StatementEnd end) {
            heard.add(end);
        }
    };

    @BeforeEach
    void listen() {
        Shop.empty();
        Shop.DB.listen(listener);
    }

    @AfterEach
    void forget() {
        Shop.DB.forget(listener);
    }

    private List<String> lines() {
        return heard.stream()
                .filter(end -> !end.sql().startsWith("select next")) // of keys, some 50 at once
                .map(end -> end.kind() + " " + end.outcome() + ": "
                        + end.sql().replaceAll(" (from|into|set|where|values) .*", ".."))
                .toList();
    }

    @Test
    void eachStatementIsToldWithItsKindItsTextAndItsOutcome() {
        try (var session = Shop.SESSIONS.open()) {
            session.add(new User("ann", "ann@example.org"));
            session.addAll(List.of(new Post(null, "one"), new Post(null, "two")));
            session.commit();
            session.scalars(select(User.USERNAME)).all();
        }
        assertThat(lines())
                .containsExactly(
                        "BEGIN ok: BEGIN",
                        "EXECUTE ok: insert..",
                        "BATCH ok: insert..",
                        "COMMIT ok: COMMIT",
                        "BEGIN ok: BEGIN",
                        "FETCH ok: select u1_0.username..",
                        "ROLLBACK ok: ROLLBACK");
    }

    @Test
    void whatTheDatabaseRefusesIsToldByItsName() {
        Shop.saved("ann");
        heard.clear();
        try (var session = Shop.SESSIONS.open()) {
            assertThatThrownBy(() -> session.add(new User("eve", "ann@example.org")))
                    .isInstanceOf(UniqueViolation.class);
        }
        assertThat(lines()).contains("EXECUTE UniqueViolation: insert..");
    }

    @Test
    void aStreamIsToldByItsPortionsAndNotByItsRows() {
        Shop.SESSIONS.begin(session -> {
            IntStream.range(0, 1200).forEach(i -> session.add(new Post(null, "post " + i)));
            return session;
        });
        heard.clear();
        try (var session = Shop.SESSIONS.open()) {
            assertThat(session.stream(select(Post_.TITLE)).toList()).hasSize(1200);
        }
        assertThat(lines())
                .containsExactly(
                        "BEGIN ok: BEGIN",
                        "STREAM ok: select p1_0.title..",
                        "STREAM ok: select p1_0.title..",
                        "STREAM ok: select p1_0.title..",
                        "ROLLBACK ok: ROLLBACK");
    }
}
