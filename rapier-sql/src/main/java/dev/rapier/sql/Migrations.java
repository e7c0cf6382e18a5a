package dev.rapier.sql;

import dev.rapier.async.Async;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The schema of a database as a row of SQL files, {@code V1__users.sql}, {@code V2__posts.sql}, each applied once and in order.
 *
 * <pre>{@code
 * db.connect();
 * Migrations.of("classpath:db/migration").apply(db);      // at start-up; several instances may do it at once
 * }</pre>
 *
 * <p>Flyway does the work, under a lock in the database and over a connection of its own, not the pool's. In a module the package
 * of the files must be open: {@code opens db.migration}.
 *
 * @param locations where the files are: {@code classpath:folder} or {@code filesystem:folder}
 * @param baseline the version that a database with tables, but without a history is taken to have; empty makes that an error
 */
public record Migrations(List<String> locations, Optional<String> baseline) {
    /** Copies the locations. */
    public Migrations {
        locations = List.copyOf(locations);
    }

    /** The migrations at these locations. */
    public static Migrations of(String... locations) {
        return new Migrations(Arrays.asList(locations), Optional.empty());
    }

    /** These migrations, also for a database that had its tables before: it is taken to be of this version. */
    public Migrations baseline(String version) {
        return new Migrations(locations, Optional.of(version));
    }

    /**
     * Applies what was not applied yet and returns its versions. Another program that does so at the same time waits.
     *
     * @throws MigrationFailed when a migration fails (its own work is rolled back), or an applied one was changed
     */
    public List<String> apply(Database database) {
        return run(
                database,
                flyway -> flyway.migrate().migrations.stream()
                        .map(migration -> migration.version)
                        .toList());
    }

    /** The versions that {@link #apply} would apply. */
    public List<String> pending(Database database) {
        return run(
                database,
                flyway -> Arrays.stream(flyway.info().pending())
                        .map(Migrations::name)
                        .toList());
    }

    private static String name(MigrationInfo migration) {
        return migration.getVersion() == null
                ? migration.getDescription() // a repeatable one has no version
                : migration.getVersion().getVersion();
    }

    @FunctionalInterface
    private interface Step {
        List<String> run(Flyway flyway);
    }

    private List<String> run(Database database, Step step) {
        var source = database.direct();
        return Async.cancellable(
                () -> {
                    try {
                        return step.run(flyway(source));
                    } catch (FlywayException e) {
                        throw new MigrationFailed(
                                "The migrations of " + database + " failed: "
                                        + String.valueOf(e.getMessage()).strip(),
                                e);
                    }
                },
                source::abortAll);
    }

    private Flyway flyway(DirectSource source) {
        var configuration = Flyway.configure(Thread.currentThread().getContextClassLoader())
                .dataSource(source)
                .locations(locations.toArray(String[]::new))
                .failOnMissingLocations(true);
        baseline.ifPresent(version -> configuration.baselineOnMigrate(true).baselineVersion(version));
        return configuration.load();
    }
}
