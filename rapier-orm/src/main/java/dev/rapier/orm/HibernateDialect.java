package dev.rapier.orm;

import dev.rapier.sql.DatabaseUrl;
import java.util.Map;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.SchemaToolingSettings;

/** Which SQL Hibernate is to write; it does not ask the database, which may be down. */
final class HibernateDialect {
    private static final String SQLITE = "org.hibernate.community.dialect.SQLiteDialect";

    private HibernateDialect() {}

    /** The settings for the database at a URL, in the oldest version that is maintained. */
    static Map<String, Object> settings(DatabaseUrl url) {
        return switch (url.dialect()) {
            case "mysql" -> of("MySQL", "8", "0");
            case "mariadb" -> of("MariaDB", "10", "6");
            case "h2" -> of("H2", "2", "2");
            case "sqlite" ->
                Map.of(
                        AvailableSettings.DIALECT,
                        sqlite(),
                        // They are made with their table, and SQLite can't drop one.
                        SchemaToolingSettings.UNIQUE_CONSTRAINT_SCHEMA_UPDATE_STRATEGY,
                        "SKIP");
            default -> of("PostgreSQL", "14", "0");
        };
    }

    private static Map<String, Object> of(String name, String major, String minor) {
        return Map.of(
                AvailableSettings.JAKARTA_HBM2DDL_DB_NAME, name,
                AvailableSettings.JAKARTA_HBM2DDL_DB_MAJOR_VERSION, major,
                AvailableSettings.JAKARTA_HBM2DDL_DB_MINOR_VERSION, minor);
    }

    private static Class<?> sqlite() {
        try {
            return Class.forName(SQLITE);
        } catch (ClassNotFoundException e) {
            throw new MappingException(
                    "Sessions on SQLite need a library that is not there: add"
                            + " org.hibernate.orm:hibernate-community-dialects, in Hibernate's version",
                    e);
        }
    }
}
