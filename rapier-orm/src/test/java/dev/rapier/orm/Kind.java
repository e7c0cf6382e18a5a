package dev.rapier.orm;

import dev.rapier.servers.MariaServer;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.nio.file.Path;

/** The kinds of databases that sessions are tested on. */
enum Kind {
    POSTGRESQL,
    MARIADB,
    /** MySQL's driver and Hibernate's SQL for it, at a MariaDB: a MySQL server is not to be had by package. */
    MYSQL,
    SQLITE,
    H2;

    /** The URL of a new, empty database; skips the test where this kind can't be had. */
    String url(Path directory) {
        return switch (this) {
            case POSTGRESQL -> EmbeddedPostgres.shared().createDatabase();
            case MARIADB -> MariaServer.createDatabase();
            case MYSQL -> MariaServer.createDatabase().replaceFirst("mariadb", "mysql");
            case SQLITE -> "sqlite:///" + directory + "/test.db";
            case H2 -> "h2:///" + directory + "/test";
        };
    }
}
