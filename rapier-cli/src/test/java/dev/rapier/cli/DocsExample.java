package dev.rapier.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program of a page and what the page says of it.
 *
 * @param block the block that makes it a program
 * @param source the whole of it, as a file
 * @param output what it prints
 * @param session the commands that are shown behind it, the first of which starts it; empty where none are
 */
record DocsExample(DocsBlock block, String source, String output, List<Shown> session) {

    private static final Pattern PRINTS = Pattern.compile("// prints (.*)$", Pattern.MULTILINE);

    private static final String IMPORTS = """
            import module dev.rapier;
            import static dev.rapier.async.Async.*;
            """;

    /** What a {@code java body} stands in, unless the page says otherwise. */
    static final String MAIN = """
            void main() {
                run(() -> {
            %s    });
            }""";

    /** The programs among these blocks; what a {@code body} stands in has {@code %s} in its place. */
    static List<DocsExample> among(List<DocsBlock> blocks, String main) {
        List<DocsExample> examples = new ArrayList<>();
        List<DocsBlock> declarations = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            DocsBlock block = blocks.get(i);
            if (!block.is("java")) {
                continue;
            }
            declarations.removeIf(
                    other -> !other.has("everywhere") && !other.section().equals(block.section()));
            if (block.runs()) {
                Optional<DocsBlock> next = i + 1 < blocks.size() ? Optional.of(blocks.get(i + 1)) : Optional.empty();
                examples.add(of(block, main, declarations, next));
            } else {
                declarations.add(block);
            }
        }
        return examples;
    }

    private static DocsExample of(
            DocsBlock block, String main, List<DocsBlock> declarations, Optional<DocsBlock> next) {
        String text = block.has("body") ? main.formatted(block.text().indent(8)) : block.text();
        String source = text.startsWith("import ") ? text + "\n" : withImports(declarations, text);
        return new DocsExample(
                block,
                source,
                next.filter(after -> after.is("text")).map(DocsBlock::text).orElseGet(() -> prints(block)),
                next.filter(after -> after.is("console"))
                        .map(after -> Shown.of(after.text()))
                        .orElse(List.of()));
    }

    /** The imports that the declarations bring come first, where Java wants them. */
    private static String withImports(List<DocsBlock> declarations, String text) {
        String code = declarations.stream().map(DocsBlock::text).collect(Collectors.joining("\n")) + "\n" + text + "\n";
        Map<Boolean, String> imports = code.lines()
                .collect(Collectors.partitioningBy(
                        line -> line.startsWith("import "), Collectors.joining("\n", "", "\n")));
        return IMPORTS + imports.get(true) + imports.get(false);
    }

    private static String prints(DocsBlock block) {
        return PRINTS.matcher(block.text())
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.joining("\n"));
    }
}
