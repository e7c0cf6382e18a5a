package dev.rapier.test.rules;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Cancellation;
import dev.rapier.async.ChildCancelled;
import dev.rapier.async.Iteration;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.async.TaskGroup;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules that tasks and groups keep. */
class RulesOfTasksTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    @Rule(
            value = 7,
            says = "The first reason of a cancel stays; cancelling a task that has ended does nothing and says so.")
    @RapierTest
    void rule7TheFirstReasonStays() {
        Task<?> task = group(g -> {
            Task<?> sleeps = g.start(() -> sleep(HOUR));
            sleeps.cancel("first");
            sleeps.cancel("second");
            return sleeps;
        });
        assertThat(task.cancelReason()).contains("first");
        assertThat(task.cancel("third")).isFalse();
    }

    @Rule(value = 8, says = "The body of a task that is cancelled before it begins does not run.")
    @RapierTest
    void rule8CancelledBeforeItBegins() {
        group(g -> g.start(() -> steps.add("ran")).cancel("at once"));
        assertThat(steps).isEmpty();
    }

    @Rule(
            value = 9,
            says =
                    "What an interrupt makes blocking code throw counts as cancelled, and is kept; an interrupt from outside cancels the task.")
    @RapierTest
    void rule9AnInterruptFromOutsideCancels() {
        Task<?> task = group(g -> g.start(() -> {
            Thread.currentThread().interrupt();
            sleep(HOUR);
        }));
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        Task<?> foreign = group(g -> g.start(() -> {
            Thread.currentThread().interrupt();
            Thread.sleep(1);
        }));
        assertThat(foreign.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Cancelled.class,
                        end -> assertThat(end.why().getSuppressed()[0]).isInstanceOf(InterruptedException.class));
    }

    @Rule(
            value = 10,
            says = "Awaiting a task that others have cancelled throws ChildCancelled, an exception, not Cancellation.")
    @RapierTest
    void rule10AwaitingACancelledTask() {
        group(g -> {
            Task<?> task = g.start(() -> sleep(HOUR));
            task.cancel();
            assertThatThrownBy(task::await).isInstanceOf(ChildCancelled.class).isInstanceOf(Exception.class);
            checkpoint();
            return 0;
        });
    }

    @Rule(
            value = 12,
            says =
                    "A failure cancels the rest, waits for them, and is thrown as it is, with their real failures suppressed on it.")
    @RapierTest
    void rule12TheFirstFailureIsThrownWhenAllHaveEnded(TestTime time) {
        IOException first = new IOException("first");
        assertThatThrownBy(() -> gather(
                        () -> {
                            sleep(SECOND);
                            throw first;
                        },
                        () -> {
                            try {
                                sleep(HOUR);
                            } finally {
                                shield(() -> sleep(SECOND));
                                steps.add("cleaned up");
                            }
                            return 0;
                        },
                        () -> {
                            try {
                                sleep(HOUR);
                            } catch (Cancellation c) {
                                throw new IllegalStateException("second");
                            }
                            return 0;
                        }))
                .isSameAs(first)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("second"));
        assertThat(steps).containsExactly("cleaned up");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Rule(value = 13, says = "An Error in a child cancels the group like any failure, and is thrown as it is.")
    @RapierTest
    void rule13AnErrorIsAFailure() {
        AssertionError error = new AssertionError("of a child");
        assertThatThrownBy(() -> gather(
                        () -> {
                            throw error;
                        },
                        () -> {
                            sleep(HOUR);
                            return 0;
                        }))
                .isSameAs(error);
    }

    @Rule(
            value = 14,
            says =
                    "A cancelled owner's children are cancelled and waited for; a cancelled group starts nothing, a closed one neither.")
    @RapierTest
    void rule14AGroupEndsWithItsOwner() {
        var kept = new ArrayList<TaskGroup>();
        Task<?> owner = group(g -> {
            Task<?> task = g.start(() -> {
                group(inner -> {
                    kept.add(inner);
                    inner.start(() -> {
                        try {
                            sleep(HOUR);
                        } finally {
                            steps.add("child ended");
                            assertThatThrownBy(() -> inner.start(() -> {})).isInstanceOf(Cancellation.class);
                        }
                    });
                    return 0;
                });
                steps.add("not reached");
            });
            sleep(SECOND);
            task.cancel();
            return task;
        });
        assertThat(owner.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(steps).containsExactly("child ended");
        TaskGroup closed = group(g -> g);
        assertThatThrownBy(() -> closed.start(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Rule(value = 15, says = "Nothing outlives its group.")
    @RapierTest
    void rule15NothingOutlivesItsGroup(TestTime time) {
        List<Task<?>> tasks = group(g -> List.of(
                g.start(() -> sleep(SECOND)),
                g.background(() -> sleep(HOUR)),
                g.start(() -> g.start(() -> sleep(SECOND)))));
        assertThat(tasks).allMatch(Task::isDone);
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @Rule(value = 16, says = "Awaiting oneself, or in a circle, is an error at once.")
    @RapierTest
    void rule16ACircleOfAwaitsIsAnError() {
        assertThatThrownBy(() -> Task.current().await())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waits for itself");
    }

    @Rule(
            value = 2,
            says =
                    "A task that ignores its cancellation is reported after 30 seconds, once, with its stack; whoever waits for it goes on waiting.")
    @RapierTest
    void rule2ATaskThatIgnoresItsCancelIsReported(TestTime time) {
        Task<?> task = group(g -> {
            Task<?> stubborn = g.start("stubborn", () -> shield(() -> sleep(HOUR)));
            sleep(SECOND);
            g.cancel("no more");
            return stubborn;
        });
        assertThat(time.elapsed()).isEqualTo(HOUR);
        assertThat(task.isDone()).isTrue();
        assertThat(time.takeWarnings())
                .singleElement()
                .asString()
                .contains("task stubborn was cancelled (no more) and still runs after another 30 s, in")
                .contains("Async.sleep");
    }

    @Rule(value = 2, says = "So is the task of a generator that is closed at work and goes on.")
    @RapierTest
    void rule2AGeneratorThatIgnoresItsCloseIsReported(TestTime time) {
        AsyncGenerator<Integer> stubborn = AsyncGenerator.of(out -> shield(() -> sleep(HOUR)));
        group(g -> {
            Task<?> pulls = g.start(() -> {
                try (Iteration<Integer> pulled = stubborn.open()) {
                    pulled.iterator().next();
                }
            });
            sleep(SECOND);
            pulls.cancel();
            return 0;
        });
        assertThat(time.elapsed()).isEqualTo(HOUR);
        assertThat(time.takeWarnings())
                .anySatisfy(warning -> assertThat(warning).contains("still runs after another 30 s", "Async.sleep"));
    }
}
