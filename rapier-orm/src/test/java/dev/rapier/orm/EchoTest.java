package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The echo, as SQLAlchemy prints it. */
class EchoTest {
    @BeforeEach
    void oneUser() {
        Shop.empty();
        Shop.saved("ann");
    }

    @Test
    void printsAQueryWithItsParametersInATransaction() {
        var echo = Shop.echoOf(() -> {
            try (var session = Shop.SESSIONS.open()) {
                session.execute(select(User.class).where(User.USERNAME.eq("ann"), User.LOGIN_COUNT.isNull()));
            }
        });
        assertThat(echo)
                .containsExactly(
                        "BEGIN (implicit)",
                        "select u1_0.id,u1_0.email,u1_0.login_count,u1_0.username from users u1_0"
                                + " where u1_0.username=? and u1_0.login_count is null",
                        "('ann')",
                        "ROLLBACK");
    }

    @Test
    void printsAnInsertAndItsCommit() {
        var echo = Shop.echoOf(() -> Shop.saved("bob"));
        assertThat(echo)
                .containsExactly(
                        "BEGIN (implicit)",
                        "insert into users (email,login_count,username) values (?,?,?)",
                        "('bob@example.org', null, 'bob')",
                        "COMMIT");
    }

    @Test
    void printsABatchAsOne() {
        var echo = Shop.echoOf(() -> Shop.SESSIONS.begin(session -> {
            session.addAll(List.of(new Post(null, "one"), new Post(null, "two")));
            return 0;
        }));
        assertThat(echo)
                .contains("insert into posts (author_id,title,version,id) values (?,?,?,?)")
                .anyMatch(line -> line.matches("\\[\\(null, 'one', 0, \\d+\\), \\(null, 'two', 0, \\d+\\)]"));
    }

    @Test
    void printsSavepoints() {
        var echo = Shop.echoOf(() -> {
            try (var session = Shop.SESSIONS.open()) {
                session.beginNested(() -> {});
            }
        });
        assertThat(echo).containsExactly("BEGIN (implicit)", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK");
    }

    @Test
    void hidesValuesIfAskedTo() {
        try (var engine =
                OrmEngine.on(Shop.DB, o -> o.echo(true).hideParameters(true).entities(User.class, Post.class))) {
            var echo = Shop.echoOf(() -> {
                try (var session = SessionMaker.of(engine).open()) {
                    session.scalar(select(User.class).where(User.USERNAME.eq("ann")));
                }
            });
            assertThat(echo).contains("(?)").noneMatch(line -> line.contains("ann"));
        }
    }
}
