package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.DynamicTest;

/**
 * A page under {@code docs}, whose Java is compiled and run:
 *
 * <ul>
 *   <li>a {@code java} block with a main method is a program. Where it has no imports it gets {@code import module dev.rapier} and the
 *       static ones of {@code Async}, and all blocks without a main method that stand above it in its section ({@code ##}), or on the page
 *       as {@code java everywhere};
 *   <li>a {@code java body} block is what stands in {@code void main() { run(() -> { .. }); }}, or {@link #bodiesIn} something else;
 *   <li>a block with {@code @RapierTest} or {@code @Test} in it is run by JUnit;
 *   <li>a {@code java processor} block is compiled with the annotation processor of {@code rapier-processor};
 *   <li>of a {@code java log} block what {@code rapier.sql} logs is shown, too; warnings always are;
 *   <li>the {@code text} block right behind it is all that it prints; without one the comments {@code // prints ..} are;
 *   <li>a {@code console} block right behind it begins with {@code $ ./rapier run FILE.java} and may go on with {@code curl}: the
 *       program then runs in a fresh folder, in a process of its own;
 *   <li>{@code …} in what is shown stands for anything.
 * </ul>
 *
 * <p>Programs run in virtual time with several seeds, since the order of tasks that run side by side is nobody's promise: each seed must
 * give the lines that are shown, and one of them in the order shown. A {@code java real} block, and all of a page {@link #inRealTime},
 * runs once in real time.
 */
final class DocsPage {

    private static final int SEEDS = 20;

    /** For all pages: most of the time of a small program goes into opening the jars. */
    private static final StandardJavaFileManager FILES =
            CompiledProgram.compiler().getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private final Path page;
    private final boolean realTime;
    private final String main;
    private final UnaryOperator<String> edit;

    private DocsPage(Path page, boolean realTime, String main, UnaryOperator<String> edit) {
        this.page = page;
        this.realTime = realTime;
        this.main = main;
        this.edit = edit;
    }

    /** A page by its name in {@code docs}. */
    static DocsPage of(String name) {
        return new DocsPage(Path.of("..", "docs", name), false, DocsExample.MAIN, UnaryOperator.identity());
    }

    /** For pages whose examples wait for the world outside most of their time. */
    DocsPage inRealTime() {
        return new DocsPage(page, true, main, edit);
    }

    /** What the bodies of the page stand in: a main method with {@code %s} in the place of a body. */
    DocsPage bodiesIn(String main) {
        return new DocsPage(page, realTime, main, edit);
    }

    /** Puts something that is there in the place of what the page shows, such as the URL of a database: another for each program. */
    DocsPage replacing(String shown, Supplier<String> actual) {
        return new DocsPage(page, realTime, main, source -> {
            String edited = edit.apply(source);
            return edited.contains(shown) ? edited.replace(shown, actual.get()) : edited;
        });
    }

    /** The blocks of the page in a language, one after the other. */
    String in(String language) {
        return text(blocks().stream(), language);
    }

    /** The blocks of a section in a language, one after the other. */
    String in(String language, String section) {
        return text(blocks().stream().filter(block -> block.section().equals(section)), language);
    }

    private static String text(Stream<DocsBlock> blocks, String language) {
        return blocks.filter(block -> block.is(language)).map(DocsBlock::text).collect(Collectors.joining("\n"));
    }

    /** The programs of the page in their order. */
    List<DocsExample> examples() {
        return DocsExample.among(blocks(), main);
    }

    private List<DocsBlock> blocks() {
        try {
            return DocsBlock.in(Files.readAllLines(page));
        } catch (IOException e) {
            throw new IllegalStateException("There is no page " + page, e);
        }
    }

    /** A test for each program of the page. */
    Stream<DynamicTest> tests() {
        List<DocsExample> examples = examples();
        assertThat(examples).as("programs in " + page).isNotEmpty();
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        page.getFileName() + ":" + example.block().line() + " "
                                + example.block().section(),
                        () -> check(example)));
    }

    private void check(DocsExample example) throws Exception {
        Path folder = Files.createTempDirectory("docs");
        try {
            Path file = folder.resolve("example.java");
            Files.writeString(file, edit.apply(example.source()));
            if (!example.session().isEmpty()) {
                checkSession(example, file);
            } else if (example.block().has("processor")) {
                assertThat(DocsRun.inRealTime(ProcessedProgram.compile(file), false))
                        .matches(Shown.answer(example.output()));
            } else if (example.block().isTest()) {
                assertThat(DocsRun.tests(compiled(file))).matches(Shown.answer(example.output()));
            } else if (realTime || example.block().has("real")) {
                assertThat(DocsRun.inRealTime(main(file), example.block().has("log")))
                        .matches(Shown.answer(example.output()));
            } else {
                checkOrders(example, main(file));
            }
        } finally {
            DocsRun.delete(folder);
        }
    }

    /** Whatever the order of its tasks, a program prints these lines. */
    private static void checkOrders(DocsExample example, MainMethod main) {
        TreeSet<String> outputs = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            outputs.add(DocsRun.inVirtualTime(main, seed));
        }
        assertThat(outputs)
                .as("outputs for " + SEEDS + " seeds, one of which the page shows")
                .anyMatch(
                        output -> Shown.answer(example.output()).matcher(output).matches());
        if (!example.output().contains("…")) {
            assertThat(outputs)
                    .as("all orders give the same lines")
                    .allSatisfy(output -> assertThat(sorted(output)).isEqualTo(sorted(example.output())));
        }
    }

    private static List<String> sorted(String output) {
        return Arrays.stream(output.split("\n")).sorted().toList();
    }

    private static void checkSession(DocsExample example, Path compiledAs) throws Exception {
        Shown first = example.session().getFirst();
        List<String> line = new ArrayList<>(List.of(first.command().split(" ")));
        assertThat(line.removeFirst()).isEqualTo("./rapier");
        Path file = compiledAs.resolveSibling(line.get(1));
        Files.move(compiledAs, file);
        if (example.session().size() == 1) {
            assertThat(DocsRun.rapier(file.getParent(), line)).matches(first.answer());
            return;
        }
        line.set(1, file.toString());
        line.addAll(List.of("--port", "0"));
        try (ServedProgram program = ServedProgram.rapier(line)) {
            for (Shown next : example.session().subList(1, example.session().size())) {
                assertThat(program.answer(next.command())).as(next.command()).matches(next.answer());
            }
        }
    }

    private static MainMethod main(Path file) {
        return compiled(file).mainMethod().orElseThrow();
    }

    private static CompiledProgram compiled(Path file) {
        StringWriter errors = new StringWriter();
        Optional<CompiledProgram> program = CompiledProgram.compile(file, FILES, new PrintWriter(errors));
        assertThat(program).as(errors.toString()).isPresent();
        return program.orElseThrow();
    }
}
