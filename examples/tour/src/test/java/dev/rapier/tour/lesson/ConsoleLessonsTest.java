package dev.rapier.tour.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Async;
import dev.rapier.tour.lesson.FetchData.Fetched;
import dev.rapier.tour.lesson.FetchItem.Item;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All console lessons are run side by side, once; the tests look at what came of them. */
class ConsoleLessonsTest {
    private static Map<String, Run> runs = Map.of();

    @BeforeAll
    static void runAll() {
        var lessons = Disconnected.lessons();
        var console = lessons.list().stream()
                .filter(lesson -> lesson.calls().isEmpty() && !lesson.name().equals("connection-manager"))
                .toList();
        runs = Async.run(() -> Async.map(console, lesson -> lessons.run(lesson, Console.silent()))).stream()
                .collect(Collectors.toMap(Run::name, Function.identity()));
    }

    @Test
    void noLessonFails() {
        assertThat(runs.values())
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run.failure()).isNull());
    }

    @Test
    void aCoroutineDoesNotRunBeforeItIsAwaited() {
        assertThat(lines("defining-coroutines"))
                .containsExactly(
                        "syncFunction is running",
                        "Sync result",
                        "asyncFunction was called, nothing has run yet",
                        "asyncFunction is running",
                        "Async result");
    }

    @Test
    void awaitExecutesACoroutineAndWaitsForItsResult() {
        assertThat(lines("await-keyword").subList(0, 4))
                .containsExactly(
                        "Fetching from API-1...",
                        "Fetch from API-1 complete",
                        "Fetching from API-2...",
                        "Fetch from API-2 complete");
        assertThat(run("await-keyword").result())
                .isEqualTo(List.of(new Fetched("API-1", "Data from API-1"), new Fetched("API-2", "Data from API-2")));
    }

    @Test
    void sequentialTakesTheSumOfBothTimes() {
        assertThat(lines("sequential").subList(0, 4))
                .containsExactly("Task 1 start", "Task 1 done", "Task 2 start", "Task 2 done");
        assertThat(lines("sequential").getLast()).matches("Sequential time: \\d+\\.\\d\\ds");
        assertThat(run("sequential").millis()).isBetween(3000.0, 20_000.0);
        assertThat(bar("sequential", "Task 2").start())
                .isGreaterThanOrEqualTo(bar("sequential", "Task 1").end());
        assertThat(run("sequential").result()).isEqualTo(List.of("Result 1", "Result 2"));
    }

    @Test
    void concurrentTakesTheLongerOfBothTimes() {
        sideBySide("concurrent", "Concurrent time");
    }

    @Test
    void gatherTakesTheLongerOfBothTimesAndKeepsTheOrder() {
        sideBySide("gather", "Gather time");
    }

    private static void sideBySide(String name, String time) {
        assertThat(lines(name).subList(0, 2)).containsExactlyInAnyOrder("Task 1 start", "Task 2 start");
        assertThat(lines(name).subList(2, 4)).containsExactly("Task 2 done", "Task 1 done");
        assertThat(lines(name).getLast()).matches(time + ": \\d+\\.\\d\\ds");
        assertThat(run(name).millis()).isBetween(2000.0, 20_000.0);
        assertThat(bar(name, "Task 2").start()).isLessThan(bar(name, "Task 1").end());
        assertThat(run(name).result()).isEqualTo(List.of("Result 1", "Result 2"));
    }

    @Test
    void aResourceIsAcquiredUsedAndReleased() {
        assertThat(lines("context-manager"))
                .containsExactly("Acquiring resource...", "Using Resource acquired", "Releasing resource...");
        assertThat(run("context-manager").millis()).isBetween(2000.0, 20_000.0);
    }

    @Test
    void aGeneratorYieldsItsValuesOneByOne() {
        assertThat(lines("async-range"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "Received: " + i).toList());
        var times = run("async-range").lines().stream().map(Event.Line::at).toList();
        assertThat(times.getLast() - times.getFirst()).isGreaterThan(850);
    }

    @Test
    void aListComprehensionAwaitsEachItemInTurn() {
        assertThat(run("list-comprehension").result()).isEqualTo(items());
        assertThat(run("list-comprehension").millis()).isGreaterThan(990);
        assertThat(atOnce("list-comprehension")).isEqualTo(1);
    }

    @Test
    void gatherFetchesAllItemsOfTheListAtOnce() {
        assertThat(run("list-concurrent").result()).isEqualTo(items());
        assertThat(atOnce("list-concurrent")).isGreaterThan(1);
    }

    @Test
    void aDictComprehensionMapsEachNumberToItsItem() {
        assertThat(run("dict-comprehension").result())
                .isEqualTo(items().stream().collect(Collectors.toMap(Item::id, Function.identity())));
        assertThat(atOnce("dict-comprehension")).isEqualTo(1);
    }

    @Test
    void waitForTellsDoneFromPending() {
        assertThat(lines("interview-questions")).contains("Both are started", "Done: [Task 2], pending: [Task 1]");
        assertThat(run("interview-questions").result()).isEqualTo(List.of("Result 1", "Result 2"));
    }

    private static List<Item> items() {
        return IntStream.range(0, 10).mapToObj(i -> new Item(i, "Item " + i)).toList();
    }

    /** The most coroutines that were running at the same time. */
    private static long atOnce(String name) {
        var bars = run(name).bars();
        return bars.stream()
                .mapToLong(one -> bars.stream()
                        .filter(other -> other.start() <= one.start() && one.start() < other.end())
                        .count())
                .max()
                .orElse(0);
    }

    private static Event.Bar bar(String name, String task) {
        return run(name).bars().stream()
                .filter(bar -> bar.name().equals(task))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> lines(String name) {
        return run(name).lines().stream().map(Event.Line::text).toList();
    }

    private static Run run(String name) {
        return runs.get(name);
    }
}
