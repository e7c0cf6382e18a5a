package dev.rapier.sql;

import java.util.List;

/** The dialects that are known. */
final class Dialects {
    private static final List<Dialect> ALL =
            List.of(new PostgresDialect(), new MySqlDialect(), new SqliteDialect(), new H2Dialect());

    private Dialects() {}

    /**
     * The dialect of a URL.
     *
     * @throws IllegalArgumentException when none has its scheme
     */
    static Dialect of(DatabaseUrl url) {
        for (var dialect : ALL) {
            if (dialect.schemes().contains(url.dialect())) {
                if (dialect.drivers().contains(url.driver())) {
                    return dialect;
                }
                throw new IllegalArgumentException("No database is known for the URL " + url + ": " + url.driver()
                        + " is no driver of " + dialect + ", and none need be named: " + url.dialect() + "://..");
            }
        }
        throw new IllegalArgumentException("No database is known for the URL " + url + "; known are postgresql://,"
                + " postgresql+embedded://, mysql://, mariadb://, sqlite:// and h2://");
    }
}
