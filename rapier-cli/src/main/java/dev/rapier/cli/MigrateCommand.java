package dev.rapier.cli;

import dev.rapier.sql.MigrationState;
import dev.rapier.sql.Migrations;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code rapier migrate}: what {@link Migrations} does, as a command. Each ends with 1 when the database says no, and with 2 for a wrong
 * command line.
 */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Migrates the schema of a database by SQL files, V1__users.sql, V2__posts.sql.",
        footer = "Example: rapier migrate up --database postgresql+embedded://shop --migrations migrations")
final class MigrateCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What shall it do? new, up, status, validate or repair");
    }

    @Command(name = "new", mixinStandardHelpOptions = true, description = "Makes the file of the next migration.")
    int create(
            @Mixin MigrationFolder folder,
            @Parameters(paramLabel = "NAME", arity = "1..*", description = "What it will do, as in: add email.")
                    List<String> name)
            throws IOException {
        try {
            out().println(Migrations.create(folder.path(), String.join(" ", name)));
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (FileSystemException e) {
            throw new ParameterException(spec.commandLine(), "Can't write into the folder: " + e, e);
        }
    }

    @Command(
            name = "up",
            mixinStandardHelpOptions = true,
            description = "Applies what was not applied yet, in order; while another program does so it waits.")
    int up(
            @Mixin MigrationTarget target,
            @Option(
                            names = "--baseline",
                            paramLabel = "VERSION",
                            description = "Take a database with tables, but without a history to be of this version.")
                    @Nullable
                    String baseline) {
        return target.run((migrations, db) -> {
            var applied = (baseline == null ? migrations : migrations.baseline(baseline)).apply(db);
            applied.forEach(version -> out().println("applied " + version));
            if (applied.isEmpty()) {
                out().println("Nothing to apply");
            }
            return 0;
        });
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Lists all migrations: state, when and by whom they were applied, checksum.")
    int status(@Mixin MigrationTarget target) {
        return target.run((migrations, db) -> {
            var all = migrations.status(db);
            out().println(MigrationTable.of(all));
            return all.stream().anyMatch(migration -> migration.state() == MigrationState.FAILED) ? 1 : 0;
        });
    }

    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = "Checks that all are applied, and none was changed or taken away since.")
    int validate(@Mixin MigrationTarget target) {
        return target.run((migrations, db) -> {
            migrations.validate(db);
            out().println("The database is what the migrations say");
            return 0;
        });
    }

    @Command(
            name = "repair",
            mixinStandardHelpOptions = true,
            description = "Makes the history agree with the files, without running any.")
    int repair(@Mixin MigrationTarget target) {
        return target.run((migrations, db) -> {
            var done = migrations.repair(db);
            done.forEach(out()::println);
            if (done.isEmpty()) {
                out().println("Nothing to repair");
            }
            return 0;
        });
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
