package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lessons as the page sees them. */
@ExtendWith(RunningTour.Shared.class)
class LessonsOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final RunningTour tour;

    LessonsOverHttpTest(RunningTour tour) {
        this.tour = tour;
    }

    @Test
    void thereIsALessonForEachSectionOfTheGuideInItsOrder() {
        var lessons = JSON.readTree(tour.get("/lessons").body());
        assertThat(texts(lessons, "section").stream().distinct())
                .containsExactly(
                        "Coroutine Basics",
                        "Sequential vs Concurrent",
                        "Async HTTP Requests",
                        "Async Database Operations",
                        "Async Context Managers",
                        "Async Generators",
                        "Async Comprehensions",
                        "FastAPI Integration",
                        "Interview Questions");
        assertThat(texts(lessons, "name"))
                .containsExactly(
                        "defining-coroutines",
                        "await-keyword",
                        "sequential",
                        "concurrent",
                        "gather",
                        "fetch-urls",
                        "database",
                        "orm",
                        "context-manager",
                        "connection-manager",
                        "async-range",
                        "export-csv",
                        "list-comprehension",
                        "list-concurrent",
                        "dict-comprehension",
                        "mixing",
                        "interview-questions");
    }

    @Test
    void aRunAnswersWithWhatWasPrintedReturnedAndWhenEachCoroutineRan() {
        var run = run("list-concurrent");
        assertThat(run.path("failure").isNull()).isTrue();
        assertThat(run.path("millis").asDouble()).isGreaterThan(100);
        assertThat(run.path("result").get(3).toString()).isEqualTo("{\"id\":3,\"name\":\"Item 3\"}");
        assertThat(run.path("lines").get(0).path("text").asString()).startsWith("10 items, all at once: ");
        assertThat(run.path("bars")).hasSize(10);
    }

    @Test
    void theConnectionManagerAsksTheDatabaseForTheTimeAndGivesTheConnectionBack() {
        assertThat(run("connection-manager").path("lines").get(0).path("text").asString())
                .startsWith("NOW() is 20");
        assertThat(tour.tour().components().database().pool().active()).isZero();
    }

    @Test
    void aLessonOfCallsShowsTheAnswersOfTheToursOwnServer() {
        var answers = run("orm").path("result");
        assertThat(texts(answers, "status")).containsExactly("200", "404", "201");
        assertThat(answers.get(1).path("body").asString()).isEqualTo("{\"detail\":\"User not found\"}");
    }

    @Test
    void aLessonMayRunAgain() {
        assertThat(texts(run("orm").path("result"), "status")).containsExactly("200", "404", "201");
    }

    @Test
    void aLiveRunTellsLineByLineWhatHappensAndAtLastTheWholeRun() {
        var answer = tour.post("/lessons/async-range/live", "");
        var events = answer.body().lines().map(JSON::readTree).toList();
        assertThat(events).hasSize(11);
        assertThat(events.getFirst().path("line").path("text").asString()).isEqualTo("Received: 0");
        assertThat(events.getLast().path("run").path("lines")).hasSize(10);
    }

    @Test
    void anUnknownLessonIsNotFound() {
        for (var way : List.of("run", "live")) {
            var answer = tour.post("/lessons/none/" + way, "");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Lesson not found\"}");
        }
    }

    private JsonNode run(String lesson) {
        return JSON.readTree(tour.post("/lessons/" + lesson + "/run", "").body());
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.path(field).asString())
                .toList();
    }
}
