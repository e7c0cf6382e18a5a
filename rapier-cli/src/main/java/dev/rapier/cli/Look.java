package dev.rapier.cli;

import dev.rapier.async.TasksMXBean;
import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code ps} and {@code pstree} have in common: which process, and how often. */
final class Look {
    private static final String CLEAR_SCREEN = "\033[H\033[2J\033[3J";

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "PID",
            description = "The process; without one those that run Rapier are listed.")
    private @Nullable Long pid;

    @Option(names = "--json", description = "Print JSON: the fields of TaskTree and TaskEntry.")
    private boolean json;

    @Option(names = "--watch", paramLabel = "SECONDS", description = "Look again and again, so often.")
    private @Nullable Double watch;

    boolean json() {
        return json;
    }

    /** Prints what is to be seen of the process. Ends with 1 where it can't be looked at. */
    int print(Function<TasksMXBean, String> view) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (pid == null) {
                out.println(LivePrograms.list());
                out.flush();
                return 0;
            }
            OptionalLong pause = pause();
            try (LiveProgram program = LiveProgram.of(pid)) {
                out.println(view.apply(program.tasks()));
                out.flush();
                if (pause.isPresent()) {
                    watch(program, view, out, pause.getAsLong());
                }
            }
            return 0;
        } catch (LookFailure e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private OptionalLong pause() {
        if (watch == null) {
            return OptionalLong.empty();
        }
        if (!(watch >= 0.1 && watch <= 86_400)) {
            throw new ParameterException(spec.commandLine(), "--watch takes 0.1 to 86400 seconds, not " + watch);
        }
        return OptionalLong.of(Duration.ofMillis((long) (watch * 1000)).toMillis());
    }

    /** Goes on until the process ends, or this one is interrupted. */
    private void watch(LiveProgram program, Function<TasksMXBean, String> view, PrintWriter out, long pause) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        try {
            while (true) {
                Thread.sleep(pause);
                String seen = view.apply(program.tasks());
                out.println((terminal ? CLEAR_SCREEN : "\n")
                        + LocalTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("HH:mm:ss")) + "\n"
                        + seen);
                out.flush();
            }
        } catch (UndeclaredThrowableException e) { // the proxy's way to say that the connection broke
            out.println("\nThe process has ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.flush();
    }
}
