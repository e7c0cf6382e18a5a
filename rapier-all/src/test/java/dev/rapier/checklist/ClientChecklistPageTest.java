package dev.rapier.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the checklist of the HTTP client is made from the tests that show its lines. */
class ClientChecklistPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| (H\\d+) \\| (.*) \\| (.*) \\|$", Pattern.MULTILINE);

    private final ChecklistPage page = ClientChecklist.page();

    @Test
    void everyLineHasATest() throws IOException {
        assertThat(page.shown().keySet())
                .as("lines with a test; a tag that is none of them is a slip of the pen")
                .containsExactlyInAnyOrderElementsOf(page.lines().keySet());
    }

    @Test
    void whatThePageClaimsIsShownByTheTestsItNames() throws IOException {
        page.made();
        Map<String, Set<String>> shown = new HashMap<>();
        page.shown()
                .forEach((name, tests) ->
                        shown.put(name, tests.stream().map(ShownLine::toString).collect(Collectors.toSet())));
        Map<String, String> claimed = ROW.matcher(Files.readString(page.path()))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(3)));
        assertThat(claimed.keySet()).as(page.hint()).isEqualTo(page.lines().keySet());
        claimed.values().removeIf("open"::equals);
        assertThat(claimed)
                .as(page.hint())
                .isNotEmpty()
                .allSatisfy((name, tests) -> assertThat(shown)
                        .extractingByKey(name)
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.collection(String.class))
                        .contains(tests.split("<br>")));
    }
}
