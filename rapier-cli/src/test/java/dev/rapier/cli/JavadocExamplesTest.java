package dev.rapier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples in the javadoc of all modules compile. A paragraph that begins as a member of a class does is one; all others are what
 * a method does. What they take for granted, such as a {@code fetch}, stands in {@code javadoc-words.java}.
 */
class JavadocExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\R(.*?)}</pre>", Pattern.DOTALL);
    private static final String SNIPPET = "{@snippet :";
    private static final Pattern MEMBER = Pattern.compile("(@(?!Override)|private |public |static |record |class )");

    private static final String FRAME = """
            import module java.base;
            import module dev.rapier;
            import static dev.rapier.async.Async.*;
            import static dev.rapier.orm.BulkUpdate.update;
            import static dev.rapier.orm.Func.count;
            import static dev.rapier.orm.Select.select;
            import dev.rapier.micrometer.RapierMetrics;
            import dev.rapier.micrometer.ResilienceMeters;
            import dev.rapier.test.*;
            import io.micrometer.core.instrument.MeterRegistry;
            import jakarta.persistence.Entity;
            import jakarta.persistence.Id;
            import jakarta.persistence.Table;
            import org.junit.jupiter.api.extension.ExtendWith;
            import static org.assertj.core.api.Assertions.*;

            class Example extends Words {
            %s
                Object body() throws Exception {
                    if (true) {
            %s
                    }
                    return this;
                }
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> everyExampleCompiles() throws IOException {
        String words = words();
        StandardJavaFileManager files = CompiledProgram.compiler().getStandardFileManager(null, null, UTF_8);
        List<Path> sources = sources();
        List<DynamicTest> tests = sources.stream()
                .flatMap(source -> examplesIn(source)
                        .map(example -> DynamicTest.dynamicTest(
                                source.getFileName() + ": "
                                        + example.lines().findFirst().orElse(""),
                                () -> compile(example, words, files))))
                .toList();
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    private void compile(String example, String words, StandardJavaFileManager files) throws IOException {
        Map<Boolean, String> parts = Stream.of(example.split("\\R\\s*\\R(?=\\S)"))
                .collect(Collectors.partitioningBy(
                        paragraph -> MEMBER.matcher(paragraph).lookingAt(), Collectors.joining("\n\n")));
        Path file = folder.resolve("Example.java");
        Files.writeString(file, FRAME.formatted(parts.get(true), parts.get(false)) + "\n" + words);
        StringWriter errors = new StringWriter();
        boolean compiled =
                CompiledProgram.compile(file, files, new PrintWriter(errors)).isPresent();
        assertThat(compiled).as(errors + "in the example\n" + example).isTrue();
    }

    private static Stream<String> examplesIn(Path source) {
        try {
            String text = Files.readString(source);
            Stream<String> snippets = source.startsWith(Path.of("..", "rapier-client")) ? snippets(text) : Stream.of();
            return Stream.concat(EXAMPLE.matcher(text).results().map((MatchResult result) -> result.group(1)), snippets)
                    .map(example -> example.lines()
                            .map(line -> line.replaceFirst("^\\s*\\* ?", ""))
                            .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + source, e);
        }
    }

    /** A snippet ends with the brace that closes its own; those between may stand at the same place of a line. */
    private static Stream<String> snippets(String text) {
        List<String> found = new ArrayList<>();
        for (int start = text.indexOf(SNIPPET); start >= 0; start = text.indexOf(SNIPPET, start + 1)) {
            int open = 1;
            int at = start + SNIPPET.length();
            for (; open > 0; at++) {
                open += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            }
            found.add(text.substring(text.indexOf('\n', start) + 1, text.lastIndexOf('\n', at - 1)));
        }
        return found.stream();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.find(
                Path.of(".."),
                12,
                (path, what) ->
                        path.toString().endsWith(".java") && path.toString().contains("/src/main/java/"))) {
            return all.filter(path -> path.getName(1).toString().startsWith("rapier-"))
                    .sorted()
                    .toList();
        }
    }

    private static String words() throws IOException {
        try (var words = JavadocExamplesTest.class.getResourceAsStream("javadoc-words.java")) {
            assertThat(words).isNotNull();
            return new String(words.readAllBytes(), UTF_8);
        }
    }
}
