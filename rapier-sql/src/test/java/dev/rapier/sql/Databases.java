package dev.rapier.sql;

import static dev.rapier.async.Async.group;

import dev.rapier.async.Action;
import dev.rapier.async.AsyncEvent;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Databases for tests: each an empty one on the server that the tests share. */
final class Databases {
    private Databases() {}

    static Database fresh() {
        return fresh(options -> options);
    }

    static Database fresh(UnaryOperator<DatabaseOptions> options) {
        return Database.of(EmbeddedPostgres.shared().createDatabase(), options).connect();
    }

    /** A database with a table of three users. */
    static Database withUsers() {
        return withUsers(options -> options);
    }

    static Database withUsers(UnaryOperator<DatabaseOptions> options) {
        var db = fresh(options);
        db.execute("CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL UNIQUE, created_at timestamptz)");
        db.execute("INSERT INTO users (name) VALUES ('ann'), ('bob'), ('cid')");
        return db;
    }

    /** Another way into the same database, to look at it from outside. */
    static Database beside(Database db) {
        return Database.of(db.url(), options -> options.maxSize(2)).connect();
    }

    static long count(Database db) {
        return db.fetchVal(Long.class, "SELECT count(*) FROM users").orElseThrow();
    }

    /** Runs the body while another task holds a connection. */
    static void whileOneIsHeld(Database db, Action body) {
        group(all -> {
            var held = new AsyncEvent();
            var done = new AsyncEvent();
            all.start("holder", () -> {
                try (var connection = db.connection()) {
                    held.set();
                    done.await();
                    return connection.fetchVal("SELECT 1");
                }
            });
            held.await();
            body.run();
            done.set();
            return true;
        });
    }

    /** Waits for a condition, half a minute at most. */
    static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        return within(Duration.ofSeconds(30), condition);
    }

    static boolean within(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }
}
