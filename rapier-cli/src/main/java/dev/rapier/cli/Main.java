package dev.rapier.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code rapier}. */
@Command(
        name = "rapier",
        version = "Rapier 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        description = "An async web framework in direct style on virtual threads.",
        footer = {
            "Libraries for tour, run and migrate, which the launcher ./rapier adds:",
            "  --with GROUP:ARTIFACT[:VERSION]  fetched by Maven, with what it needs",
            "  --classpath JARS                 that are there, with colons between",
            "From a clone, ./rapier test [options of Maven] runs all tests."
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs the command line. A program that it started goes on for as long as its own threads do. */
    public static void main(String[] args) {
        Logging.setUp();
        int exitCode = commandLine().execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        CommandLine tour = new CommandLine(new TourCommand()).setUnmatchedOptionsArePositionalParams(true);
        return new CommandLine(new Main())
                .addSubcommand(tour)
                .addSubcommand(new RunCommand())
                .addSubcommand(new PsCommand())
                .addSubcommand(new PsTreeCommand())
                .addSubcommand(new MigrateCommand())
                .addSubcommand(new PathCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What shall it do?");
    }
}
