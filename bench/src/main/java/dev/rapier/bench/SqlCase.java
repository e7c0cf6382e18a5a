package dev.rapier.bench;

import dev.rapier.bench.sql.Side;
import java.sql.SQLException;
import java.util.Locale;

/** What is measured of {@code rapier-sql} and {@code rapier-orm}, and what we want to reach. */
enum SqlCase {
    GET("one row by primary key", 1, 1, 1.15),
    GET_32("the same, 32 at once", 32, 1, 1.15),
    ITERATE("`iterate`, a row of 1,000,000", 1, 1_000_000, 1.3),
    EXECUTE_MANY("`executeMany`, a row of 10,000", 1, 10_000, 1.2),
    EXECUTE_MANY_RECORDS("the same out of records", 1, 10_000, 1.2),
    SESSION("session: `get` and commit", 1, 1, 1.15),
    SESSION_32("the same, 32 at once", 32, 1, 1.15);

    final String title;

    /** Virtual threads that do it at the same time. */
    final int threads;

    /** How many of what is counted one call brings. */
    final int each;

    /** So many times the CPU of what is written by hand. */
    final double target;

    SqlCase(String title, int threads, int each, double target) {
        this.title = title;
        this.threads = threads;
        this.each = each;
        this.target = target;
    }

    void call(Side side) throws SQLException {
        switch (this) {
            case GET, GET_32 -> side.get();
            case ITERATE -> side.iterate();
            case EXECUTE_MANY -> side.executeMany();
            case EXECUTE_MANY_RECORDS -> side.executeManyRecords();
            case SESSION, SESSION_32 -> side.session();
        }
    }

    /** Its name in the figures of Python. */
    String pythonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
