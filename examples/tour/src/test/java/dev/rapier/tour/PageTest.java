package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The page in a real browser. */
@ExtendWith(RunningTour.Shared.class)
class PageTest {
    /** Where people find pictures of what the tests saw. */
    private static final Path PICTURES = Path.of("target", "screenshots");

    private static Browser browser;
    private final RunningTour tour;

    PageTest(RunningTour tour) {
        this.tour = tour;
    }

    @BeforeEach
    void openBrowser() {
        if (browser == null) {
            var chromium = Browser.find();
            Assumptions.assumeTrue(chromium.isPresent(), "no Chromium on this machine: the page is not looked at");
            browser = Browser.open(chromium.orElseThrow());
        }
        browser.look(1280, 900, false);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @Test
    void everyLessonRunsOnAClickAndShowsItsResultAndItsTime() {
        goToLessons();
        browser.js("document.querySelectorAll('.lesson .run').forEach(button => button.click())");
        browser.await(
                "[...document.querySelectorAll('.lesson')].every(l => ['done', 'failed'].includes(l.dataset.state))");

        assertThat(texts("[...document.querySelectorAll('.lesson:not([data-state=done])')].map(l => l.innerText)"))
                .isEmpty();
        assertThat(texts("[...document.querySelectorAll('.lesson .clock')].map(c => c.textContent)"))
                .hasSize(tour.tour().lessons().list().size())
                .allMatch(time -> time.matches("\\d+\\.\\d\\d s"));
        assertThat(result("sequential")).contains("Task 2 done", "Sequential time: ", "Result 1");
        assertThat(result("fetch-urls")).contains("\"status\": 200");
        assertThat(result("database")).contains("Notes on the Analytical Engine", "\"user\": null");
        assertThat(result("orm")).contains("\"detail\": \"User not found\"", "201");
        assertThat(result("export-csv")).contains("id,name,price\n0,Item 0,0.0", "and 993 more lines");
        assertThat(result("mixing")).contains("Blocking result");
        browser.screenshot(PICTURES.resolve("lessons.png"));
    }

    @Test
    void theThreeWaysAreShownSideBySide() {
        goToLessons();
        browser.js("document.querySelector('#race-run').click()");
        browser.await("document.querySelector('#race-run').dataset.done === ''");
        var times = texts("[...document.querySelectorAll('.lap output')].map(o => o.textContent)").stream()
                .map(text -> Double.valueOf(text.replace(" s", "")))
                .toList();
        assertThat(times).hasSize(3);
        assertThat(times.getFirst()).isGreaterThanOrEqualTo(3);
        assertThat(times.subList(1, 3)).allMatch(time -> time >= 2 && time < times.getFirst());
        // Task 2 begins where task 1 ends in the first way, and beside it in the others.
        assertThat(leftOfTaskTwo(0)).isGreaterThan(50);
        assertThat(leftOfTaskTwo(1)).isLessThan(30);
        assertThat(leftOfTaskTwo(2)).isLessThan(30);
        browser.screenshot(PICTURES.resolve("light.png"));
        browser.look(1280, 900, true);
        browser.screenshot(PICTURES.resolve("dark.png"));
        browser.look(390, 844, false);
        browser.screenshot(PICTURES.resolve("phone.png"));
    }

    @Test
    void aLessonRunsByTheKeyboard() {
        goToLessons();
        browser.js("document.querySelector('#defining-coroutines .run').focus()");
        browser.press("Enter", 13);
        browser.await("document.querySelector('#defining-coroutines').dataset.state === 'done'");
        assertThat(result("defining-coroutines")).contains("Async result");
    }

    @Test
    void aLessonThatIsStoppedIsCancelled() {
        goToLessons();
        browser.js("document.querySelector('#sequential .run').click()");
        browser.await("document.querySelector('#sequential .answer').innerText.includes('Task 1 start')");
        browser.js("document.querySelector('#sequential .run').click()");
        browser.await("document.querySelector('#sequential').dataset.state === 'failed'");
        assertThat(result("sequential"))
                .contains("Task 1 start", "The browser hung up")
                .doesNotContain("Task 2 start");
    }

    @Test
    void thePageShowsTheSourcesAndIsNotWiderThanAPhone() {
        goToLessons();
        assertThat(browser.js("document.querySelector('#gather pre').textContent")
                        .asString())
                .startsWith("record Gather(")
                .contains("gather(List.of(tasks.task1(), tasks.task2()))");
        browser.look(390, 844, false);
        assertThat(browser.js("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
    }

    @Test
    void thePageAsksNobodyElse() {
        goToLessons();
        assertThat(texts("performance.getEntriesByType('resource').map(r => r.name)"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(tour.url("/")));
    }

    @Test
    void swaggerUiShowsTheRoutes() {
        browser.go(tour.url("/docs"));
        browser.await("document.body?.innerText.includes('/users-sqlalchemy/{user_id}')");
        browser.screenshot(PICTURES.resolve("docs.png"));
    }

    @Test
    void redocShowsTheRoutes() {
        browser.go(tour.url("/redoc"));
        browser.await("document.body?.innerText.includes('/users-sqlalchemy/{user_id}')");
        browser.screenshot(PICTURES.resolve("redoc.png"));
    }

    private void goToLessons() {
        browser.go(tour.url("/"));
        browser.await("location.pathname === '/' && document.body?.dataset.ready === ''");
    }

    private static String result(String lesson) {
        return browser.js("document.querySelector('#" + lesson + " .answer').innerText")
                .asString();
    }

    private static double leftOfTaskTwo(int lap) {
        return browser.js("parseFloat(document.querySelectorAll('.lap')[" + lap
                        + "].querySelectorAll('.span')[1].style.left)")
                .asDouble();
    }

    private static List<String> texts(String expression) {
        return StreamSupport.stream(browser.js(expression).spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
