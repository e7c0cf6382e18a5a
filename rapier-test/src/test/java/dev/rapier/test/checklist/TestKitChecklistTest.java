package dev.rapier.test.checklist;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Task;
import dev.rapier.async.TaskState;
import dev.rapier.async.When;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The test kit and introspection: lines 73 and 74. */
class TestKitChecklistTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    @Checklist(
            value = 73,
            behaviour =
                    "Waiting until all are idle comes before the jump of the clock; advancing by d runs what is due strictly before now + d.",
            like =
                    "trio test_mock_clock_autojump and ..._and_wait_all_tasks_blocked_0; Kotlin TestCoroutineSchedulerTest")
    @RapierTest(seeds = 50)
    void idleComesBeforeTheJumpAndAdvanceIsExclusive(TestTime time) {
        group(g -> {
            for (int second : List.of(1, 2)) {
                g.start(() -> {
                    sleep(Duration.ofSeconds(second));
                    steps.add(second + " s");
                });
            }
            time.idle();
            assertThat(time.elapsed()).isZero();
            assertThat(steps).isEmpty();
            time.advance(Duration.ofSeconds(2));
            assertThat(steps).containsExactly("1 s");
            checkpoint();
            time.runUntilIdle();
            assertThat(steps).containsExactly("1 s", "2 s");
            assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
            return 0;
        });
    }

    @Checklist(
            value = 74,
            behaviour =
                    "awaitedBy, parent and waitingFor are right through await, a group, gather, a timeout, a shield and waitFor.",
            like = "asyncio test_graph test_stack_tgroup, test_stack_gather, test_stack_shield, test_stack_timeout")
    @RapierTest
    void awaitedByIsRightThroughEachCombinator(TestTime time) {
        Task<?> main = Task.current();
        var waiting = new ArrayList<Task<?>>();
        group(g -> {
            Task<?> target = g.start("target", () -> sleep(SECOND));
            Task<?> awaits = g.start("awaits", () -> timeout(HOUR, () -> shield(target::await)));
            Task<?> waits = g.start("waits", () -> waitFor(List.of(target), When.ALL_COMPLETED));
            Task<?> gathers = g.start(
                    "gathers",
                    () -> gather(
                            () -> {
                                waiting.add(Task.current());
                                sleep(SECOND);
                                return 0;
                            },
                            () -> 0));
            time.idle();
            assertThat(target.awaitedBy()).containsExactlyInAnyOrder(awaits, waits);
            assertThat(target.parent()).contains(main);
            assertThat(target.state()).isEqualTo(TaskState.WAITING);
            assertThat(target.waitingFor()).contains("sleep of 1 s");
            assertThat(target.stack())
                    .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("sleep"));
            assertThat(awaits.waitingFor())
                    .hasValueSatisfying(what -> assertThat(what).contains("target"));
            assertThat(waits.waitingFor())
                    .hasValueSatisfying(what -> assertThat(what).contains("target"));
            Task<?> gathered = waiting.getFirst();
            assertThat(gathered.awaitedBy()).containsExactly(gathers);
            assertThat(gathered.parent()).contains(gathers);
            assertThat(gathers.waitingFor()).contains("a gather of 1 task");
            assertThat(gathers.awaitedBy())
                    .as("the body of its group still runs")
                    .isEmpty();
            g.start("looks", () -> {
                time.idle();
                assertThat(gathers.awaitedBy()).as("at the end of its group").containsExactly(main);
            });
            return 0;
        });
        assertThat(waiting.getFirst().state()).isEqualTo(TaskState.DONE);
        assertThat(waiting.getFirst().awaitedBy()).isEmpty();
    }
}
