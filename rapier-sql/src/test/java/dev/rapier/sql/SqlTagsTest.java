package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Comments at the end of statements, as the server sees them. */
class SqlTagsTest {
    private static final String OWN = "SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()";

    private final Database db = Databases.withUsers(o -> o.comments(true));

    @AfterEach
    void close() {
        db.close();
    }

    private String seen(String sql) {
        return db.fetchVal(String.class, sql).orElseThrow();
    }

    @Test
    void statementsEndWithTheTags() {
        SqlTags.run(Map.of("route", "/users/{id}", "job", "nightly"), () -> {
            assertThat(seen(OWN)).isEqualTo(OWN + " /*job='nightly',route='/users/{id}'*/");
            SqlTags.run(
                    Map.of("job", "other"),
                    () -> assertThat(seen(OWN)).endsWith("/*job='other',route='/users/{id}'*/"));
            assertThat(gather(() -> seen(OWN), () -> 1).first()).endsWith("route='/users/{id}'*/");
        });
        assertThat(seen(OWN)).isEqualTo(OWN);
    }

    @Test
    void noValueCanBreakOut() {
        var bad = "*/; DROP TABLE users; /* ' \\ ? :id $$ \n --";
        SqlTags.run(Map.of("route", bad, "*/ x='", "1"), () -> {
            assertThat(seen(OWN)).startsWith(OWN + " /*").doesNotContain("*/;").doesNotContain("\n");
            assertThat(db.fetchVal("SELECT :id", Map.of("id", 7))).contains(7);
            db.execute("INSERT INTO users (name) VALUES (:name);", Map.of("name", "dan"));
            db.executeMany(
                    "INSERT INTO users (name) VALUES (:name)", List.of(Map.of("name", "x"), Map.of("name", "y")));
            assertThat(db.iterate("SELECT * FROM users -- all of them").toList())
                    .hasSize(6);
        });
        assertThat(Databases.count(db)).isEqualTo(6);
    }

    @Test
    void thereAreNoneUnlessAskedFor() {
        try (var plain = Databases.fresh()) {
            SqlTags.run(
                    Map.of("job", "nightly"),
                    () -> assertThat(plain.fetchVal(String.class, OWN)).contains(OWN));
        }
    }

    @Test
    void tagsWithFewValuesKeepPreparedStatements() {
        SqlTags.run(Map.of("route", "/users"), () -> {
            try (var held = db.connection()) {
                for (int i = 0; i < 10; i++) {
                    held.fetchVal("SELECT name FROM users WHERE id = :id", Map.of("id", i));
                }
                assertThat(held.fetchAll(String.class, "SELECT statement FROM pg_prepared_statements"))
                        .contains("SELECT name FROM users WHERE id = $1 /*route='/users'*/");
            }
        });
    }
}
