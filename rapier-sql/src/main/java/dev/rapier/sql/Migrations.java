package dev.rapier.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The schema of a database as a row of SQL files, {@code V1__users.sql}, {@code V2__posts.sql}, each applied once and in order.
 *
 * <pre>{@code
 * db.connect();
 * Migrations.of("classpath:db/migration").atStartup(db);      // several instances may do it at once: one applies, the others wait
 * }</pre>
 *
 * <p>Flyway does the work, under a lock in the database and over a connection of its own, not the pool's. The files are plain SQL:
 * nothing is replaced in them. Each runs in a transaction, but for statements that can't, such as PostgreSQL's {@code CREATE INDEX
 * CONCURRENTLY}: give one like that a file of its own. In a module the package of the files must be open: {@code opens db.migration}.
 *
 * @param locations where the files are: {@code classpath:folder} or {@code filesystem:folder}
 * @param baseline the version that a database with tables, but without a history is taken to have; empty makes that an error
 * @param url the way to the database for migrations alone; empty for that of the database
 */
public record Migrations(List<String> locations, Optional<String> baseline, Optional<DatabaseUrl> url) {
    private static final String SETTING = "rapier.migrate";

    /** Copies the locations. */
    public Migrations {
        locations = List.copyOf(locations);
    }

    /** The migrations at these locations. */
    public static Migrations of(String... locations) {
        return new Migrations(Arrays.asList(locations), Optional.empty(), Optional.empty());
    }

    /** The migrations in a folder. */
    public static Migrations in(Path folder) {
        return of("filesystem:" + folder);
    }

    /** These migrations, also for a database that had its tables before: it is taken to be of this version. */
    public Migrations baseline(String version) {
        return new Migrations(locations, Optional.of(version), url);
    }

    /** These migrations over another URL to the same database: past a pgbouncer, or as a user who may change the schema. */
    public Migrations over(String otherUrl) {
        return new Migrations(locations, baseline, Optional.of(DatabaseUrl.parse(otherUrl)));
    }

    /**
     * Applies what was not applied yet and returns its versions. Another program that does so at the same time waits.
     *
     * @throws MigrationFailed when a migration fails (its own work is rolled back), or an applied one was changed
     */
    public List<String> apply(Database database) {
        return new MigrationRun(this, database).apply();
    }

    /**
     * What a program does at its start, as the system property {@code rapier.migrate} or the environment variable {@code
     * RAPIER_MIGRATE} says: {@code startup}, the default, {@link #apply applies}; {@code job} {@link #validate validates}, where a job of
     * the deployment has applied them ({@code rapier migrate up}); {@code never} does nothing.
     *
     * @return the versions that were applied
     * @throws MigrationFailed as {@link #apply} and {@link #validate} do
     * @throws IllegalArgumentException when the setting is something else
     */
    public List<String> atStartup(Database database) {
        var variable = System.getenv().getOrDefault("RAPIER_MIGRATE", "startup");
        var setting = System.getProperty(SETTING, variable);
        return switch (setting.toLowerCase(Locale.ROOT)) {
            case "startup" -> apply(database);
            case "job" -> {
                validate(database);
                yield List.of();
            }
            case "never" -> List.of();
            default ->
                throw new IllegalArgumentException(
                        SETTING + " (RAPIER_MIGRATE) is startup, job or never, not '" + setting + "'");
        };
    }

    /** The versions that {@link #apply} would apply. */
    public List<String> pending(Database database) {
        return status(database).stream()
                .filter(migration -> migration.state() == MigrationState.PENDING)
                .map(Migration::name)
                .toList();
    }

    /** All migrations, of the files and of the history in the database, in order. Changes nothing. */
    public List<Migration> status(Database database) {
        return new MigrationRun(this, database).status();
    }

    /**
     * Checks that the database is what the files say: all are applied, none was changed or taken away since. Ones that a newer
     * program applied are no error.
     *
     * @throws MigrationFailed which names each that is not so, and why
     */
    public void validate(Database database) {
        new MigrationRun(this, database).validate();
    }

    /**
     * Makes the history in the database agree with the files, without running any: takes out entries of migrations that failed, marks
     * those whose files are gone as deleted, and takes over the checksums of changed files. For people who know why they differ.
     *
     * @return what was done, a line for each
     */
    public List<String> repair(Database database) {
        return new MigrationRun(this, database).repair();
    }

    /**
     * Makes an empty file for the next migration: {@code create(folder, "add email")} makes {@code V3__add_email.sql} behind {@code
     * V2__posts.sql}.
     *
     * @return the file
     * @throws IllegalArgumentException when the name has neither letter nor digit
     */
    public static Path create(Path folder, String name) throws IOException {
        return MigrationFile.create(folder, name);
    }
}
