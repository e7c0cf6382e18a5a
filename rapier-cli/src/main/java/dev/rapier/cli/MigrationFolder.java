package dev.rapier.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the files of migrations are. */
final class MigrationFolder {
    @Option(
            names = "--migrations",
            paramLabel = "FOLDER",
            defaultValue = "migrations",
            description = "The folder of the files, migrations by default.")
    private Path path = Path.of("migrations");

    Path path() {
        return path;
    }
}
