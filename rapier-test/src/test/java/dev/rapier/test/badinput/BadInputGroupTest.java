package dev.rapier.test.badinput;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncEvent;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.ChildCancelled;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.async.TaskGroup;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Groups used after their end, by others, or closed in the wrong order. */
class BadInputGroupTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FILE = "BadInputGroupTest.java:";

    private final List<String> steps = new ArrayList<>();

    private void sleepOrSay(String step) {
        try {
            sleep(Duration.ofHours(1));
        } finally {
            steps.add(step);
        }
    }

    @RapierTest
    void aGroupThatHasEndedTakesNoMoreTasksAndNamesWhoAskedAndWhereItWasMade() {
        AtomicReference<TaskGroup> kept = new AtomicReference<>();
        group(g -> {
            kept.set(g);
            return g;
        });
        for (TaskGroup ended : List.of(kept.get(), closed())) {
            assertThatThrownBy(() -> ended.start(() -> 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("group of task test (made at " + FILE)
                    .hasMessageContaining("is closed: task test can't start a task in it");
            assertThatThrownBy(() -> ended.background(() -> {})).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> ended.startAndAwaitReady(status -> status.started(1)))
                    .isInstanceOf(IllegalStateException.class);
            ended.cancel();
            assertThatThrownBy(() -> ended.start(async(() -> 1)))
                    .as("also when it was cancelled; and the coroutine is not missed")
                    .isInstanceOf(IllegalStateException.class);
            assertThat(ended.tasks()).isEmpty();
            ended.close();
            WorksOn.theTask();
        }
    }

    private static TaskGroup closed() {
        TaskGroup group = TaskGroup.open();
        group.close();
        return group;
    }

    @RapierTest
    void aStrangerMayStartIntoAnOpenGroupAndIsNotCancelledByACancelledOne() {
        Outcome<String> stranger = group(g -> {
            AtomicReference<TaskGroup> given = new AtomicReference<>();
            AsyncEvent there = new AsyncEvent();
            AsyncEvent cancelled = new AsyncEvent();
            AsyncEvent tried = new AsyncEvent();
            Task<String> other = g.start("stranger", () -> {
                there.await();
                assertThat(given.get().start(() -> 7).await()).isEqualTo(7);
                given.get().cancel("enough");
                cancelled.set();
                assertThatThrownBy(() -> given.get().start(() -> 8))
                        .isInstanceOf(ChildCancelled.class)
                        .hasMessageContaining("is cancelled (enough): task stranger can't start a task in it");
                tried.set();
                WorksOn.theTask();
                return "went on";
            });
            assertThat(scoped(scope -> group(inner -> {
                        given.set(inner);
                        there.set();
                        shield(tried::await);
                        return 1;
                    })))
                    .as("no child failed")
                    .contains(1);
            other.await();
            return other.outcome();
        });
        assertThat(stranger).isEqualTo(new Outcome.Success<>("went on"));
    }

    @RapierTest
    void anotherTaskCanNotCloseAGroup() {
        try (TaskGroup mine = TaskGroup.open()) {
            Task<Integer> child = mine.start("child", () -> {
                assertThatThrownBy(mine::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a task group of task test (made at " + FILE)
                        .hasMessageContaining("can't be closed by task child, only by the task that opened it");
                return 1;
            });
            assertThat(child.await()).isEqualTo(1);
            assertThat(mine.start(() -> 2).await()).as("still open").isEqualTo(2);
        }
        WorksOn.theTask();
    }

    @RapierTest
    void groupsClosedInTheWrongOrderAreBothClosed() {
        TaskGroup outer = TaskGroup.open();
        TaskGroup inner = TaskGroup.supervised((task, failure) -> {});
        Task<Void> first = outer.start(() -> sleepOrSay("outer"));
        Task<Void> second = inner.start(() -> sleepOrSay("inner"));
        sleep(SECOND);
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a task group of task test (made at " + FILE)
                .hasMessageContaining("was closed while a supervised task group of task test (made at " + FILE);
        assertThat(first.isDone()).isTrue();
        assertThat(second.isDone()).isTrue();
        assertThat(steps).containsExactlyInAnyOrder("inner", "outer");
        inner.close();
        outer.close();
        WorksOn.theTask();
    }

    @RapierTest
    void aGroupCanNotBeClosedInsideATimeoutThatIsInsideIt(TestTime time) {
        try (TaskGroup outer = TaskGroup.open()) {
            Task<Integer> child = outer.start(() -> {
                sleep(SECOND);
                return 5;
            });
            timeout(Duration.ofMinutes(1), () -> {
                assertThatThrownBy(outer::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a task group of task test")
                        .hasMessageContaining("a timeout of 60 s of task test");
                assertThat(outer.start(() -> 2).await()).isEqualTo(2);
                assertThat(child.await()).as("not cancelled").isEqualTo(5);
            });
        }
        WorksOn.theTask();
    }

    @RapierTest
    void aGroupLeftOpenInALambdaIsClosedWithItAndTold() {
        AtomicReference<Task<?>> left = new AtomicReference<>();
        for (var body : List.<Runnable>of(
                () -> group(g -> leaveOpen(left)),
                () -> timeout(SECOND, () -> leaveOpen(left)),
                () -> scoped(scope -> leaveOpen(left)),
                () -> shield(() -> leaveOpen(left)),
                () -> gather(() -> leaveOpen(left), () -> 1),
                () -> AsyncGenerator.<Integer>of(out -> leaveOpen(left)).toList(),
                () -> AsyncGenerator.from(List.of(1)).forEach(value -> leaveOpen(left)))) {
            assertThatThrownBy(body::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended while a task group of task ")
                    .hasMessageContaining("inside it was open");
            assertThat(left.get().isDone()).isTrue();
            WorksOn.theTask();
        }
        assertThat(steps).hasSize(7);
    }

    private int leaveOpen(AtomicReference<Task<?>> left) {
        left.set(TaskGroup.open().start(() -> sleepOrSay("left")));
        sleep(Duration.ofMillis(1));
        return 1;
    }

    @RapierTest
    void aFailureOfABodyThatLeavesAGroupOpenComesFirst() {
        IOException failure = new IOException("mine");
        assertThatThrownBy(() -> timeout(SECOND, () -> {
                    TaskGroup.open();
                    throw failure;
                }))
                .isSameAs(failure)
                .satisfies(thrown ->
                        assertThat(thrown.getSuppressed()).hasExactlyElementsOfTypes(IllegalStateException.class));
        WorksOn.theTask();
    }

    @RapierTest
    void aConsumerCanNotCloseTheGroupOfItsGeneratorNorOneAroundIt() {
        AsyncGenerator<TaskGroup> source = AsyncGenerator.of(out -> {
            try (TaskGroup inside = TaskGroup.open()) {
                out.yield(inside);
                assertThat(inside.start(() -> 3).await()).isEqualTo(3);
            }
        });
        source.forEach(inside -> {
            assertThatThrownBy(inside::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("it is not around it");
            sleep(SECOND);
        });
        WorksOn.theTask();
        try (TaskGroup around = TaskGroup.open()) {
            source.forEach(inside -> {
                assertThatThrownBy(around::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("can't be closed by the consumer of a generator");
                sleep(SECOND);
            });
            assertThat(around.start(() -> 4).await()).isEqualTo(4);
        }
        WorksOn.theTask();
    }

    @RapierTest
    void aTaskSaysOnceThatItHasStarted() {
        group(g -> {
            int ready = g.startAndAwaitReady(status -> {
                status.started(1);
                assertThatThrownBy(() -> status.started(2))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("twice");
            });
            assertThat(ready).isEqualTo(1);
            assertThatThrownBy(() -> g.startAndAwaitReady(status -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended without saying that it had started");
            return 0;
        });
        WorksOn.theTask();
    }
}
