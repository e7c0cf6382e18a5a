package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the page on debugging shows of a process that is stuck: the program is run, and looked at with the commands that are shown. */
class DebuggingPageTest {
    private static final String SECTION = "A process that runs";
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void psAndPstreeShowWhatThePageShows() throws Exception {
        DocsPage page = DocsPage.of("debugging.md");
        Files.writeString(folder.resolve("stock.java"), page.in("", SECTION) + "\n");
        List<String> shown = List.of(page.in("text", SECTION).split("(?m)^\\$ ", -1));
        assertThat(shown)
                .extracting(text -> text.lines().findFirst().orElse(""))
                .containsExactly(
                        "",
                        "./rapier run stock.java --debug &",
                        "./rapier ps",
                        "./rapier ps 28433",
                        "./rapier pstree 28433");
        Process process = new ProcessBuilder(ServedProgram.rapierCommand(List.of("run", "stock.java", "--debug")))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            String pid = Long.toString(process.pid());
            String stuck = answer(shown.get(3));
            String seen = "";
            for (long end = System.nanoTime() + BOUND.toNanos(); !seen.equals(stuck); ) {
                assertThat(process.isAlive())
                        .as("it has ended (%s): %s", process, Files.readString(folder.resolve("said")))
                        .isTrue();
                assertThat(System.nanoTime())
                        .as(seen + "\ninstead of\n" + stuck)
                        .isLessThan(end);
                LockSupport.parkNanos(50_000_000);
                seen = alike(rapier("ps", pid));
            }
            assertThat(alike(rapier("pstree", pid))).isEqualTo(answer(shown.get(4)));
            List<String> list =
                    shown.get(2).lines().skip(1).map(DebuggingPageTest::alike).toList();
            assertThat(alike(rapier("ps")).lines().map(line -> line.replace(pid, "28433")))
                    .containsAll(list); // there may be others
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String rapier(String... line) {
        StringWriter out = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(out, true));
        commandLine.execute(line);
        return out.toString();
    }

    /** What is shown below a command. */
    private static String answer(String shown) {
        return alike(shown.substring(shown.indexOf('\n') + 1));
    }

    /** Without what the clock, and the width of columns by it, make of an output. */
    private static String alike(String text) {
        return text.replaceAll("(?<!of )(?<![\\d.])\\d+(\\.\\d+)? m?s(?=[ ,]|$)", "TIME")
                .replaceAll("\\d+m\\d+s left", "TIME left")
                .replaceAll("(?m) +$", "")
                .replaceAll("(?m)^ +(?=\\d|PID)", "")
                .replaceAll(" {2,}", "  ")
                .strip();
    }
}
