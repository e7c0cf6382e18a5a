package dev.rapier.cli;

import picocli.CommandLine.Command;

/** {@code rapier path}: the jars of Rapier, for {@code java --module-path} or {@code --class-path}. */
@Command(
        name = "path",
        mixinStandardHelpOptions = true,
        description = "Prints where the jars of Rapier are, as a module path or class path.",
        footer = "Example: java -p \"$(rapier path)\" --add-modules ALL-MODULE-PATH app.java")
final class PathCommand implements Runnable {

    @Override
    public void run() {
        System.out.println(System.getProperty("java.class.path"));
    }
}
