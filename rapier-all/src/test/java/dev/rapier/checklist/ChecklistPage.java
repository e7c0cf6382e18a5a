package dev.rapier.checklist;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page under {@code docs} that maps the lines of a checklist to the tests that show them. It is made from the tags of the tests;
 * {@code -Drapier.write=true} writes it.
 *
 * @param file its name
 * @param head what stands above the table; {@code %d of %d} are the lines with tests and all lines
 * @param lines by their names
 * @param names of the lines, as tags
 * @param modules whose tests are read
 */
record ChecklistPage(String file, String head, Map<String, ChecklistLine> lines, Pattern names, List<String> modules) {
    private static final Path ROOT = Path.of("..");

    Path path() {
        return ROOT.resolve("docs").resolve(file);
    }

    /** The tests of each line that has some. */
    Map<String, List<ShownLine>> shown() throws IOException {
        return TaggedTests.in(ROOT, modules, names).stream().collect(groupingBy(ShownLine::line));
    }

    /** What the page has to say now; written first, where that is asked for. */
    String made() throws IOException {
        var shown = shown();
        var rows = new ArrayList<String>();
        lines.forEach((name, line) ->
                rows.add("| " + name + " | " + line + " | " + tests(shown.getOrDefault(name, List.of())) + " |"));
        String page = head.formatted(shown.size(), lines.size())
                + "\n| | Behaviour | Tests |\n|---|---|---|\n"
                + rows.stream().collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("rapier.write")) {
            Files.writeString(path(), page);
        }
        return page;
    }

    private static String tests(List<ShownLine> shown) {
        return shown.isEmpty()
                ? "open"
                : shown.stream()
                        .sorted(Comparator.comparing(ShownLine::module).thenComparing(ShownLine::test))
                        .map(ShownLine::toString)
                        .collect(joining("<br>"));
    }

    /** How to write it. */
    String hint() {
        return "made anew by ./rapier test -pl rapier-all -am -Dtest=*ChecklistPageTest -Drapier.write=true";
    }
}
