package dev.rapier.orm;

import static dev.rapier.orm.Select.select;

import dev.rapier.sql.Database;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A real database with users and posts, one for the JVM; each test empties it. */
final class Shop {
    static final Database DB = Database.of(EmbeddedPostgres.shared().createDatabase(), o -> o.maxSize(5))
            .connect();
    static final OrmEngine ENGINE = OrmEngine.on(DB, o -> o.echo(true).entities(User.class, Post.class, Waiting.class));
    static final SessionMaker SESSIONS = SessionMaker.of(ENGINE);

    /** Where the echo goes, held so that its setting stays: not to the console, which thousands of statements would fill. */
    private static final Logger ECHO = Logger.getLogger("rapier.sql");

    static {
        ECHO.setUseParentHandlers(false);
        ENGINE.createAll();
    }

    private Shop() {}

    static void empty() {
        DB.execute("TRUNCATE users, posts");
    }

    /** A user that is in the database. */
    static User saved(String name) {
        return SESSIONS.begin(session -> session.add(new User(name, name + "@example.org")));
    }

    static List<String> names() {
        try (var session = SESSIONS.open()) {
            return session.scalars(select(User.USERNAME).orderBy(User.USERNAME)).all();
        }
    }

    /** What the work sends to the database, line by line as the echo prints it. */
    static List<String> echoOf(Runnable work) {
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
        ECHO.addHandler(handler);
        try {
            work.run();
        } finally {
            ECHO.removeHandler(handler);
        }
        return lines;
    }

    static List<String> selects(List<String> echo) {
        return echo.stream().filter(line -> line.startsWith("select")).toList();
    }

    /** Backends of this database that run a statement with this in it. */
    static long active(String text) {
        return DB.fetchVal(
                        Long.class,
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
                                + " AND query LIKE :text",
                        Map.of("text", "%" + text + "%"))
                .orElseThrow();
    }

    /** Waits for a condition, half a minute at most. */
    static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }
}
