package dev.rapier.cli;

import dev.rapier.sql.Database;
import dev.rapier.sql.DatabaseException;
import dev.rapier.sql.Migrations;
import java.util.function.ToIntBiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which migrations on which database. */
final class MigrationTarget {
    private static final Logger LOG = Logger.getLogger("rapier.sql");

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final MigrationFolder folder = new MigrationFolder();

    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "${env:RAPIER_DATABASE_URL}",
            description = "The database; RAPIER_DATABASE_URL of the environment by default."
                    + " The server itself, not a pgbouncer before it.")
    private @Nullable String url;

    /** Connects, does it, and disconnects. What the database has against it is said, and ends with 1. */
    int run(ToIntBiFunction<Migrations, Database> step) {
        LOG.setLevel(Level.WARNING); // that it connects is no news to who says --database
        try (var db = database().connect()) {
            return step.applyAsInt(Migrations.in(folder.path()), db);
        } catch (DatabaseException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private Database database() {
        if (url == null || url.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Which database? Say --database URL, or set RAPIER_DATABASE_URL");
        }
        try {
            return Database.of(url, options -> options.maxSize(1));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
