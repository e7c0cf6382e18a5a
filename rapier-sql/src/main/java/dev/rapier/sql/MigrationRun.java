package dev.rapier.sql;

import dev.rapier.async.Async;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/** What is done with migrations on a database, by Flyway. */
final class MigrationRun {
    /** The others commit with each change of a schema. */
    private static final Set<String> TAKE_SCHEMA_CHANGES_BACK = Set.of("postgresql", "postgres", "sqlite");

    private final Migrations migrations;
    private final Database database;

    MigrationRun(Migrations migrations, Database database) {
        this.migrations = migrations;
        this.database = database;
    }

    List<String> apply() {
        return alone(flyway -> {
            try {
                return flyway.migrate().migrations.stream()
                        .map(migration -> migration.version.isEmpty() ? migration.description : migration.version)
                        .toList();
            } catch (FlywayValidateException e) {
                throw mismatch(complaints(flyway, Set.of(MigrationState.PENDING)), e);
            }
        });
    }

    List<Migration> status() {
        return run(flyway -> all(flyway).toList());
    }

    void validate() {
        var complaints = run(flyway -> complaints(flyway, Set.of()));
        if (!complaints.isEmpty()) {
            throw mismatch(complaints, null);
        }
    }

    List<String> repair() {
        return alone(flyway -> {
            var result = flyway.repair();
            return Stream.of(
                            result.migrationsRemoved.stream().map(each -> "removed the failed " + each.version),
                            result.migrationsDeleted.stream().map(each -> "marked as deleted " + each.version),
                            result.migrationsAligned.stream().map(each -> "took over the checksum of " + each.version))
                    .flatMap(lines -> lines)
                    .toList();
        });
    }

    @FunctionalInterface
    private interface Step<R> {
        R run(Flyway flyway);
    }

    /** Runs what changes the database, where Flyway itself has no lock for that. */
    private <R> R alone(Step<R> step) {
        var url = migrations.url().orElse(database.url());
        var lock = Dialects.of(url).migrationLock(url);
        if (lock.isEmpty()) {
            return run(step);
        }
        try {
            return new MigrationLock(lock.get()).with(() -> run(step));
        } catch (IOException e) {
            throw new MigrationFailed("The lock for the migrations of " + database + " can't be had: " + e, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MigrationFailed("The migrations of " + database + " failed: " + e, e);
        }
    }

    private <R> R run(Step<R> step) {
        var source = source();
        return Async.cancellable(
                () -> database.run(() -> {
                    try {
                        return step.run(flyway(source));
                    } catch (FlywayMigrateException e) {
                        throw failed(e);
                    } catch (FlywayException e) {
                        throw new MigrationFailed(
                                "The migrations of " + database + " failed: "
                                        + String.valueOf(e.getMessage()).strip(),
                                e);
                    }
                }),
                source::abortAll);
    }

    private DirectSource source() {
        if (migrations.url().isPresent()) {
            var url = migrations.url().orElseThrow();
            return new DirectSource(Dialects.of(url).source(url, DatabaseOptions.from(url)));
        }
        if (database.options().behindPgbouncer()) {
            throw new MigrationFailed(
                    "The migrations of " + database + " need the server itself, for their lock belongs to a connection,"
                            + " which pgbouncer changes. Say Migrations.of(..).over(\"postgresql://..\") with its address",
                    null);
        }
        return database.direct();
    }

    private Flyway flyway(DirectSource source) {
        var configuration = Flyway.configure(Thread.currentThread().getContextClassLoader())
                .dataSource(source)
                .locations(migrations.locations().toArray(String[]::new))
                .failOnMissingLocations(true)
                .placeholderReplacement(false) // what looks like ${this} is SQL, or JSON, or a function's text
                .lockRetryCount(-1); // waits for as long as another instance works; a cancel ends it
        // A lock of the connection: one of a transaction would block CREATE INDEX CONCURRENTLY for good.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        migrations
                .baseline()
                .ifPresent(version -> configuration.baselineOnMigrate(true).baselineVersion(version));
        return configuration.load();
    }

    private static List<String> complaints(Flyway flyway, Set<MigrationState> allowed) {
        return all(flyway)
                .filter(migration -> !migration.state().isFine() && !allowed.contains(migration.state()))
                .map(Migration::complaint)
                .toList();
    }

    private static Stream<Migration> all(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .filter(info -> info.getState() != org.flywaydb.core.api.MigrationState.DELETED)
                .map(MigrationRun::migration);
    }

    private static Migration migration(MigrationInfo info) {
        return new Migration(
                Optional.ofNullable(info.getVersion()).map(Object::toString),
                info.getDescription(),
                info.getScript(),
                state(info),
                Optional.ofNullable(info.getResolvedChecksum())
                        .or(() -> Optional.ofNullable(info.getAppliedChecksum())),
                Optional.ofNullable(info.getAppliedChecksum()),
                Optional.ofNullable(info.getInstalledOn()).map(Date::toInstant),
                Optional.ofNullable(info.getInstalledBy()),
                Optional.ofNullable(info.getExecutionTime()).map(Duration::ofMillis));
    }

    private static MigrationState state(MigrationInfo info) {
        return switch (info.getState()) {
            case PENDING, OUTDATED, AVAILABLE, ABOVE_TARGET -> MigrationState.PENDING;
            case SUCCESS, OUT_OF_ORDER ->
                info.isChecksumMatching() && info.isDescriptionMatching()
                        ? MigrationState.APPLIED
                        : MigrationState.CHANGED;
            case SUPERSEDED, UNDONE, DELETED -> MigrationState.APPLIED;
            case MISSING_SUCCESS -> MigrationState.MISSING;
            case FUTURE_SUCCESS -> MigrationState.NEWER;
            case FAILED, MISSING_FAILED, FUTURE_FAILED -> MigrationState.FAILED;
            case IGNORED -> MigrationState.LATE;
            case BASELINE, BELOW_BASELINE, BASELINE_IGNORED -> MigrationState.BASELINE;
        };
    }

    private MigrationFailed mismatch(List<String> complaints, @Nullable FlywayException cause) {
        return new MigrationFailed(
                "The database " + database + " is not what the migrations say:\n  " + String.join("\n  ", complaints),
                cause);
    }

    private MigrationFailed failed(FlywayMigrateException failure) {
        var file = failure.getMigration().getScript();
        boolean takenBack = failure.isExecutableInTransaction()
                && TAKE_SCHEMA_CHANGES_BACK.contains(database.url().dialect());
        return new MigrationFailed(
                "The migration " + file + " failed" + reason(failure)
                        + (takenBack
                                ? "\nNothing of this file stays in the database; those before it are applied."
                                : "\nIt did not run in a transaction: what stands above may have stayed in the database."
                                        + " See to that, then repair and apply again."),
                failure);
    }

    private static String reason(FlywayMigrateException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywaySqlScriptException script && script.getCause() instanceof SQLException sql) {
                return " at line " + script.getLineNumber() + ": "
                        + SqlStates.translate(sql, script.getStatement()).getMessage();
            }
        }
        return ": " + Objects.requireNonNullElse(failure.getMessage(), "").strip();
    }
}
