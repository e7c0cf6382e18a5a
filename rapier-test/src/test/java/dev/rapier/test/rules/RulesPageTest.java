package dev.rapier.test.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the rules of cancellation is made from the tests that hold them. */
class RulesPageTest {
    private static final int RULES = 18;

    @Test
    void everyRuleHasATest() {
        assertThat(tests().stream()
                        .map(test -> test.getAnnotation(Rule.class).value())
                        .distinct())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, RULES).boxed().toList());
    }

    @Test
    void thePageSaysWhatTheTestsSay() throws IOException {
        Path page = Path.of("..", "docs", "async-rules.md");
        String expected = page();
        if (Boolean.getBoolean("rapier.write")) {
            Files.writeString(page, expected);
        }
        assertThat(page)
                .as("made anew by ./rapier test -pl rapier-test -am -Dtest=RulesPageTest -Drapier.write=true")
                .hasContent(expected);
    }

    private static List<Method> tests() {
        return Stream.of(RulesOfScopesTest.class, RulesOfTasksTest.class)
                .flatMap(tests -> Stream.of(tests.getDeclaredMethods()))
                .filter(test -> test.isAnnotationPresent(Rule.class))
                .sorted(Comparator.<Method>comparingInt(
                                test -> test.getAnnotation(Rule.class).value())
                        .thenComparing(Method::getName, Comparator.reverseOrder()))
                .toList();
    }

    private static String page() {
        String rows = tests().stream()
                .map(test -> "| R%d | %s | `%s.%s` |"
                        .formatted(
                                test.getAnnotation(Rule.class).value(),
                                test.getAnnotation(Rule.class).says(),
                                test.getDeclaringClass().getSimpleName(),
                                test.getName()))
                .collect(Collectors.joining("\n"));
        return """
                # The rules of cancellation

                Each rule has a test in virtual time that bears its number, in `rapier-test/src/test/java/dev/rapier/test/rules`, from which a test
                makes this page. What the rules say of races is held by the module `stress`: jcstress and Lincheck on real threads, random
                programs in virtual time.

                | | Rule | Test |
                |---|---|---|
                %s
                """.formatted(rows);
    }
}
