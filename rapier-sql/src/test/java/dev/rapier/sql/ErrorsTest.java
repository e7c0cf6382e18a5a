package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tree of errors, by SQLSTATE. */
class ErrorsTest {
    private static Database db;

    @BeforeAll
    static void connect() {
        db = Databases.withUsers();
        db.execute("CREATE TABLE post (id int CHECK (id > 0), user_id int REFERENCES users, n int NOT NULL)");
    }

    @AfterAll
    static void disconnect() {
        db.close();
    }

    @Test
    void brokenConstraintsHaveNames() {
        var unique = catchThrowableOfType(
                UniqueViolation.class,
                () -> db.execute("INSERT INTO users (name) VALUES (:name)", Map.of("name", "ann")));
        assertThat(unique.constraint()).contains("users_name_key");
        assertThat(unique.sqlState()).contains("23505");
        assertThat(unique)
                .hasMessageContaining("in the statement: INSERT INTO users (name) VALUES (:name)")
                .hasMessageNotContaining("ann");
        assertThatThrownBy(() -> db.execute("INSERT INTO post VALUES (1, 99, 1)"))
                .isInstanceOf(ForeignKeyViolation.class);
        assertThatThrownBy(() -> db.execute("INSERT INTO post VALUES (1, 1, NULL)"))
                .isInstanceOf(NotNullViolation.class);
        assertThatThrownBy(() -> db.execute("INSERT INTO post VALUES (-1, 1, 1)"))
                .isInstanceOf(CheckViolation.class)
                .isInstanceOf(IntegrityViolation.class)
                .isInstanceOf(DatabaseException.class);
    }

    @Test
    void badSqlIsTold() {
        assertThatThrownBy(() -> db.execute("SELEC 1"))
                .isInstanceOf(BadSql.class)
                .hasMessageContaining("syntax error at or near \"SELEC\" (SQLSTATE 42601)");
        assertThatThrownBy(() -> db.execute("SELECT * FROM nowhere")).isInstanceOf(BadSql.class);
        assertThatThrownBy(() -> db.execute("SELECT 1/0"))
                .isExactlyInstanceOf(DatabaseException.class)
                .hasMessageContaining("22012");
    }

    @Test
    void timeoutOfTheServerIsNoCancelOfOurs() {
        assertThatThrownBy(() -> db.transaction(() -> {
                    db.execute("SET LOCAL statement_timeout = 50");
                    db.execute("SELECT pg_sleep(10)");
                }))
                .isInstanceOf(QueryCancelled.class)
                .hasMessageContaining("statement timeout");
    }
}
