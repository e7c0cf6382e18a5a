package dev.rapier.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the measurements. */
@Command(
        name = "bench/run",
        description = "Measures Rapier beside a bare Vert.x event loop, in turns, on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CompareCommand.class,
            ClientCommand.class,
            StartUpCommand.class,
            SleepersCommand.class,
            StreamCommand.class,
            AsyncCommand.class,
            SqlCommand.class
        })
final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
