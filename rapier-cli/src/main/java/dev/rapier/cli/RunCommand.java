package dev.rapier.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code rapier run FILE.java}: compiles a program of one file in memory and runs it in this process, so that signals and the end of
 * the process are the program's own.
 */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Compiles a program of one file and runs it.",
        footer = {
            "Example: rapier run app.java --port 8080",
            "With a library: ./rapier run --with GROUP:ARTIFACT:VERSION app.java"
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on, 127.0.0.1 by default.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on, 8000 by default; 0 takes a free one.")
    private @Nullable Integer port;

    @Option(
            names = "--debug",
            description = "Say where coroutines and tasks were made, and which task keeps a core from the others.")
    private boolean debug;

    @Parameters(index = "0", paramLabel = "FILE.java", description = "The program, with a main method.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "ARGUMENT",
            description = "What its main method is given; options after a --.")
    private List<String> arguments = List.of();

    /** Ends with 1 when the program doesn't compile or its main method throws, and with 2 for a wrong command line. */
    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file);
        }
        setProperties();
        PrintWriter err = spec.commandLine().getErr();
        Optional<CompiledProgram> program = CompiledProgram.compile(file, err);
        if (program.isEmpty()) {
            return 1;
        }
        Optional<MainMethod> main = program.get().mainMethod();
        if (main.isEmpty()) {
            err.println(file + " has no main method; add one:  void main() { Rapier.serve(this); }");
            return 1;
        }
        return main.get().invoke(arguments) ? 0 : 1;
    }

    /** The program reads system properties: what the command line says goes before its own settings. */
    private void setProperties() {
        if (debug) {
            System.setProperty("rapier.debug", "true");
        }
        if (host != null) {
            System.setProperty("rapier.host", host);
        }
        if (port != null) {
            System.setProperty("rapier.port", port.toString());
        }
    }
}
