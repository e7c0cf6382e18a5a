package dev.rapier.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The page of the checklist of the HTTP client is made from the tests that show its lines. */
class ClientChecklistPageTest {
    private final ChecklistPage page = ClientChecklist.page();

    @Test
    void everyLineHasATest() throws IOException {
        assertThat(page.shown().keySet())
                .as("lines with a test; a tag that is none of them is a slip of the pen")
                .containsExactlyInAnyOrderElementsOf(page.lines().keySet());
    }

    @Test
    void thePageSaysWhatTheTestsSay() throws IOException {
        String expected = page.made();
        assertThat(page.path()).as(page.hint()).hasContent(expected);
    }
}
