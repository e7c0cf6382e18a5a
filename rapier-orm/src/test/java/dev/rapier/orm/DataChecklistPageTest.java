package dev.rapier.orm;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The page of the checklist of data access is made from the tags of the tests that show its lines, read from their sources: they
 * are in several modules, which do not see each other's tests.
 */
class DataChecklistPageTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES =
            List.of("rapier-sql", "rapier-orm", "rapier-test", "rapier-all", "examples/tour");
    private static final Pattern NAME = Pattern.compile("[DS]\\d+");

    /** A test that shows a line: {@code TransactionTest.anInnerOne..}, in a module. */
    private record Shown(String line, String module, String test) {}

    @Test
    void everyLineHasATestButThoseThatAreOpen() throws IOException {
        var shown = shown().keySet();
        assertThat(DataChecklist.lines().keySet())
                .as("lines of the checklist; a tag that is none of them is a slip of the pen")
                .containsAll(shown);
        assertThat(DataChecklist.lines().keySet().stream().filter(line -> !shown.contains(line)))
                .as("DataChecklist.OPEN names exactly the lines without a test")
                .containsExactlyInAnyOrderElementsOf(DataChecklist.OPEN);
    }

    @Test
    void thePageSaysWhatTheTestsSay() throws IOException {
        Path page = ROOT.resolve("docs/data-checklist.md");
        String expected = page(shown());
        if (Boolean.getBoolean("rapier.write")) {
            Files.writeString(page, expected);
        }
        assertThat(page)
                .as("made anew by ./rapier test -pl rapier-orm -am -Dtest=DataChecklistPageTest -Drapier.write=true")
                .hasContent(expected);
    }

    private static Map<String, List<Shown>> shown() throws IOException {
        var shown = new ArrayList<Shown>();
        for (String module : MODULES) {
            Path tests = ROOT.resolve(module).resolve("src/test/java");
            try (Stream<Path> files = Files.walk(tests)) {
                read(
                        module,
                        files.filter(file -> file.toString().endsWith("Test.java"))
                                .toList(),
                        shown);
            }
        }
        return shown.stream().collect(groupingBy(Shown::line, TreeMap::new, java.util.stream.Collectors.toList()));
    }

    private static void read(String module, List<Path> files, List<Shown> shown) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (var unit : task.parse()) {
                new Tags(module, shown).scan(unit, null);
            }
        }
    }

    /** Finds the tags of test methods that name a line. */
    private static final class Tags extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final String module;
        private final List<Shown> shown;

        Tags(String module, List<Shown> shown) {
            this.module = module;
            this.shown = shown;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            method.getModifiers().getAnnotations().stream()
                    .filter(annotation ->
                            annotation.getAnnotationType().toString().equals("Tag"))
                    .map(Tags::value)
                    .filter(NAME.asMatchPredicate())
                    .forEach(line -> shown.add(new Shown(line, module, owner() + "." + method.getName())));
            return super.visitMethod(method, nothing);
        }

        private static String value(AnnotationTree tag) {
            ExpressionTree argument = tag.getArguments().getFirst();
            var value = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
            return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : "";
        }

        private String owner() {
            var path = getCurrentPath().getParentPath();
            return ((ClassTree) path.getLeaf()).getSimpleName().toString();
        }
    }

    private static String page(Map<String, List<Shown>> shown) {
        var rows = new ArrayList<String>();
        DataChecklist.lines()
                .forEach((name, line) -> rows.add("| " + name + " | " + line.behaviour()
                        + (line.differs().isEmpty() ? "" : " **Differs:** " + line.differs() + ".") + " | "
                        + tests(shown.getOrDefault(name, List.of())) + " |"));
        return """
                # The checklist of data access

                What the tests of `databases` and of SQLAlchemy's asyncio extension hold, and Rapier with them: D1 to D26 are of `Database`, S27 to
                S40 of sessions; %d of %d have tests, on real servers. A test makes this page from the tags of those tests
                (`@Tag("D7")`) and fails when it is not up to date.

                | | Behaviour | Tests |
                |---|---|---|
                %s
                """.formatted(
                        DataChecklist.lines().size() - DataChecklist.OPEN.size(),
                        DataChecklist.lines().size(),
                        String.join("\n", rows));
    }

    private static String tests(List<Shown> shown) {
        return shown.isEmpty()
                ? "open"
                : shown.stream()
                        .sorted(Comparator.comparing(Shown::module).thenComparing(Shown::test))
                        .map(one -> one.module() + " `" + one.test() + "`")
                        .collect(joining("<br>"));
    }
}
