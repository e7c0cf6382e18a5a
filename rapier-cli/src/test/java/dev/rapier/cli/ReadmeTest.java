package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows is so: its code compiles, and its commands answer what it says. */
class ReadmeTest {

    private static final Path README = Path.of("../README.md");

    @TempDir
    Path folder;

    @Test
    void the_first_program_is_the_one_of_the_examples() throws IOException {
        assertThat(blocks("java").getFirst()).isEqualTo(Files.readString(Path.of("../examples/offers.java")));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void its_programs_compile(String source) throws IOException {
        StringWriter errors = new StringWriter();
        Path file = Files.writeString(folder.resolve("program.java"), source);
        assertThat(CompiledProgram.compile(file, new PrintWriter(errors)))
                .as(errors.toString())
                .isPresent();
    }

    static List<String> programs() throws IOException {
        return blocks("java");
    }

    /** A block starts one service and asks it; {@code …} in an answer stands for whatever is there. */
    @ParameterizedTest
    @MethodSource("sessions")
    void its_commands_answer_what_it_says(String session) throws Exception {
        assumeTrue(new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor() == 0, "there is no curl here");
        List<String> lines = session.lines().toList();
        List<String> line = new ArrayList<>(
                List.of(lines.getFirst().replaceFirst("^\\$ ./rapier ", "").split(" ")));
        line.addAll(List.of("--port", "0"));
        try (ServedProgram program = ServedProgram.rapier(line)) {
            for (Shown next : Shown.of(String.join("\n", lines.subList(1, lines.size())))) {
                assertThat(program.answer(next.command())).as(next.command()).matches(next.answer());
            }
        }
    }

    static List<String> sessions() throws IOException {
        return blocks("console");
    }

    @Test
    void the_folders_that_it_names_are_there() throws IOException {
        Stream<String> named = Pattern.compile("^\\| `([\\w/-]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(README))
                .results()
                .map(match -> match.group(1));
        assertThat(named.map(folder -> Path.of("..", folder))).isNotEmpty().allMatch(Files::isDirectory);
    }

    /** The contents of the fenced blocks of a language. */
    static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
