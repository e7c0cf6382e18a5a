package dev.rapier.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The page of the checklist of data access is made from the tests that show its lines; they are in several modules. */
class DataChecklistPageTest {
    private final ChecklistPage page = DataChecklist.page();

    @Test
    void everyLineHasATestButThoseThatAreOpen() throws IOException {
        var shown = page.shown().keySet();
        assertThat(page.lines().keySet())
                .as("lines of the checklist; a tag that is none of them is a slip of the pen")
                .containsAll(shown);
        assertThat(page.lines().keySet().stream().filter(line -> !shown.contains(line)))
                .as("DataChecklist.OPEN names exactly the lines without a test")
                .containsExactlyInAnyOrderElementsOf(DataChecklist.OPEN);
    }

    @Test
    void thePageSaysWhatTheTestsSay() throws IOException {
        String expected = page.made();
        assertThat(page.path()).as(page.hint()).hasContent(expected);
    }
}
