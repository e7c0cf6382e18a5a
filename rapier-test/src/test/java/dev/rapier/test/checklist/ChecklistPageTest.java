package dev.rapier.test.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page that maps the lines of the checklist to tests is made from the tests. */
class ChecklistPageTest {
    private static final int LINES = 74;

    private record Line(Checklist text, Method test) {}

    @Test
    void everyLineHasATest() {
        assertThat(lines().keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, LINES).boxed().toList());
    }

    @Test
    void thePageSaysWhatTheTestsSay() throws IOException {
        Path page = Path.of("..", "docs", "async-checklist.md");
        String expected = page(lines());
        if (Boolean.getBoolean("rapier.write")) {
            Files.writeString(page, expected);
        }
        assertThat(page)
                .as("made anew by ./rapier test -pl rapier-test -am -Dtest=ChecklistPageTest -Drapier.write=true")
                .hasContent(expected);
    }

    private static Map<Integer, Line> lines() {
        Map<Integer, Line> lines = new TreeMap<>();
        for (Class<?> tests : List.of(
                TaskChecklistTest.class,
                GatherChecklistTest.class,
                TimeoutChecklistTest.class,
                GroupChecklistTest.class,
                PrimitiveChecklistTest.class,
                GeneratorChecklistTest.class,
                TestKitChecklistTest.class)) {
            for (Method test : tests.getDeclaredMethods()) {
                Checklist line = test.getAnnotation(Checklist.class);
                if (line != null) {
                    assertThat(lines.put(line.value(), new Line(line, test)))
                            .as("another test of line " + line.value())
                            .isNull();
                }
            }
        }
        return lines;
    }

    private static String page(Map<Integer, Line> lines) {
        List<String> rows = new ArrayList<>();
        lines.forEach((number, line) -> rows.add("| " + number + " | "
                + line.text.behaviour()
                + (line.text.differs().isEmpty() ? "" : " **Differs:** " + line.text.differs() + ".") + " | "
                + line.text.like() + " | `" + line.test.getDeclaringClass().getSimpleName() + "."
                + line.test.getName() + "` |"));
        return """
                # The checklist of rapier-async

                What the tests of asyncio, trio, Kotlin and the JDK hold, and Rapier with them: %d of %d behaviours. Each has a test in
                `rapier-test/src/test/java/dev/rapier/test/checklist`, nearly all of them in virtual time, each with many seeds.
                A test makes this page from those tests and fails when it is not up to date.

                | | Behaviour | Held by | Test |
                |---|---|---|---|
                %s
                """.formatted(lines.size(), LINES, String.join("\n", rows));
    }
}
