package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void statementsAreLoggedWithoutTheirValues() {
        var logger = Logger.getLogger("rapier.sql");
        logger.addHandler(listener);
        try (var db = Databases.fresh(o -> o.echo(true))) {
            db.fetchAll("SELECT :name", Map.of("name", "secret"));
        } finally {
            logger.removeHandler(listener);
        }
        assertThat(lines).contains("SELECT :name -- [name]");
        assertThat(lines).noneMatch(line -> line.contains("secret"));
    }
}
