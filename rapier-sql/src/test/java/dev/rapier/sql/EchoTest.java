package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Action;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class EchoTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private void listened(Action body) throws Exception {
        var logger = Logger.getLogger("rapier.sql");
        logger.addHandler(listener);
        try {
            body.run();
        } finally {
            logger.removeHandler(listener);
        }
    }

    @Test
    void statementsAreLoggedWithoutTheirValues() throws Exception {
        try (var db = Databases.fresh(o -> o.echo(true))) {
            listened(() -> db.fetchAll("SELECT :name", Map.of("name", "secret")));
        }
        assertThat(lines).contains("SELECT :name -- [name]");
        assertThat(lines).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void transactionsAreLoggedFromBeginToEnd() throws Exception {
        try (var db = Databases.fresh(o -> o.echo(true))) {
            listened(() -> db.transaction(TransactionOptions.of().isolation(Isolation.SERIALIZABLE), tx -> {
                tx.transaction(() -> db.fetchVal("SELECT 1"));
                try (var inner = tx.begin()) {
                    return inner.fetchVal("SELECT 2");
                }
            }));
            assertThat(lines)
                    .containsExactly(
                            "BEGIN",
                            "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                            "SAVEPOINT",
                            "SELECT 1 -- []",
                            "RELEASE SAVEPOINT",
                            "SAVEPOINT",
                            "SELECT 2 -- []",
                            "ROLLBACK TO SAVEPOINT",
                            "COMMIT");
            lines.clear();
            listened(() -> assertThatThrownBy(() -> db.transaction(() -> {
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no"));
            assertThat(lines).containsExactly("BEGIN", "ROLLBACK");
        }
    }

    @Test
    void batchIsOneLine() throws Exception {
        try (var db = Databases.withUsers(o -> o.echo(true))) {
            listened(() -> db.executeMany(
                    "INSERT INTO users (name) VALUES (:name)", List.of(Map.of("name", "x"), Map.of("name", "y"))));
        }
        assertThat(lines)
                .containsExactly("BEGIN", "2 times: INSERT INTO users (name) VALUES (:name) -- [name]", "COMMIT");
    }
}
