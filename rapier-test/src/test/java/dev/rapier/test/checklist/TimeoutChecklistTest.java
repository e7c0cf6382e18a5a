package dev.rapier.test.checklist;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.CancelScope;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Timeouts: lines 28 to 40. */
class TimeoutChecklistTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    @Checklist(
            value = 28,
            behaviour = "A deadline that passes throws AsyncTimeoutException; one that does not has no effect.",
            like = "asyncio test_timeout_basic, test_timeout_not_called, test_timeout_disabled")
    @RapierTest
    void aDeadlineThatPassesThrows(TestTime time) {
        assertThatThrownBy(() -> timeout(SECOND, () -> sleep(HOUR)))
                .isInstanceOf(AsyncTimeoutException.class)
                .hasMessageContaining("1 s");
        assertThat(time.elapsed()).isEqualTo(SECOND);
        assertThat(timeout(HOUR, () -> {
                    sleep(SECOND);
                    return "in time";
                }))
                .isEqualTo("in time");
        sleep(HOUR.multipliedBy(2));
    }

    @Checklist(
            value = 29,
            behaviour = "Of two nested timeouts with one deadline only the outer one throws.",
            like = "asyncio test_nested_timeouts")
    @RapierTest(seeds = 30)
    void ofTwoTimeoutsWithOneDeadlineOnlyTheOuterOneThrows() {
        assertThatThrownBy(() -> timeout(SECOND, () -> {
                    try {
                        timeout(SECOND, () -> sleep(HOUR));
                    } catch (AsyncTimeoutException e) {
                        steps.add("inner");
                    }
                }))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(steps).isEmpty();
    }

    @Checklist(
            value = 30,
            behaviour = "Code after an inner timeout is still stopped by the outer one.",
            like = "asyncio test_nested_timeouts_loop_busy")
    @RapierTest
    void codeAfterAnInnerTimeoutIsStillStoppedByTheOuterOne(TestTime time) {
        assertThatThrownBy(() -> timeout(Duration.ofSeconds(2), () -> {
                    assertThatThrownBy(() -> timeout(SECOND, () -> sleep(HOUR)))
                            .isInstanceOf(AsyncTimeoutException.class);
                    steps.add("after the inner one");
                    sleep(HOUR);
                }))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(steps).containsExactly("after the inner one");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Checklist(
            value = 31,
            behaviour =
                    "Another exception passes through a timeout; if the deadline had passed, that is suppressed on it.",
            like = "asyncio test_foreign_exception_passed, test_foreign_exception_on_timeout")
    @RapierTest
    void anotherExceptionPassesThroughATimeout() {
        IOException failure = new IOException("mine");
        assertThatThrownBy(() -> timeout(SECOND, () -> {
                    throw failure;
                }))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
        assertThatThrownBy(() -> timeout(SECOND, () -> {
                    try {
                        sleep(HOUR);
                    } catch (Cancellation e) {
                        throw failure;
                    }
                }))
                .isSameAs(failure)
                .satisfies(
                        e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(AsyncTimeoutException.class));
    }

    @Checklist(
            value = 32,
            behaviour = "A cancel from outside is never reported as a timeout.",
            like = "asyncio test_foreign_cancel_doesnt_timeout_if_not_expired")
    @RapierTest
    void aCancelFromOutsideIsNoTimeout() {
        Task<?> task = group(g -> {
            Task<?> waits = g.start(() -> timeout(HOUR, () -> sleep(HOUR)));
            sleep(SECOND);
            waits.cancel("from outside");
            return waits;
        });
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(task.cancelReason()).contains("from outside");
    }

    @Checklist(
            value = 33,
            behaviour =
                    "A timeout that is opened or passes after a cancel does not swallow the cancel, not even one of zero.",
            like = "asyncio test_timeout_after_cancellation, test_cancel_in_timeout_after_cancellation; cpython#134471")
    @RapierTest
    void aTimeoutAfterACancelDoesNotSwallowIt() {
        for (Duration limit : List.of(Duration.ZERO, SECOND)) {
            Task<?> task = group(g -> g.start(() -> {
                Task.current().cancel("first");
                try {
                    timeout(limit, () -> sleep(HOUR));
                } catch (AsyncTimeoutException e) {
                    steps.add("swallowed");
                }
                steps.add("went on");
            }));
            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        }
        assertThat(steps).isEmpty();
    }

    @Checklist(
            value = 34,
            behaviour = "Clean-up in a shield has timeouts of its own inside a timeout that has passed.",
            like = "asyncio test_nested_timeout_in_finally")
    @RapierTest
    void cleanUpHasTimeoutsOfItsOwn(TestTime time) {
        assertThatThrownBy(() -> timeout(SECOND, () -> {
                    try {
                        sleep(HOUR);
                    } finally {
                        shield(() -> {
                            assertThatThrownBy(() -> timeout(SECOND, () -> sleep(HOUR)))
                                    .isInstanceOf(AsyncTimeoutException.class);
                            steps.add("cleaned up");
                        });
                    }
                }))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(steps).containsExactly("cleaned up");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Checklist(
            value = 35,
            behaviour = "After a timeout that was caught the task works on.",
            like = "asyncio test_outer_task_is_not_cancelled")
    @RapierTest
    void afterATimeoutThatWasCaughtTheTaskWorksOn(TestTime time) {
        Task<String> task = group(g -> g.start(() -> {
            assertThat(moveOnAfter(SECOND, () -> {
                        sleep(HOUR);
                        return "late";
                    }))
                    .isEmpty();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            sleep(SECOND);
            return "worked on";
        }));
        assertThat(task.await()).isEqualTo("worked on");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Checklist(
            value = 36,
            behaviour =
                    "When a child of a group fails while a timeout cancels the group, its failure is thrown, with the timeout suppressed.",
            like = "asyncio test_timeout_taskgroup")
    @RapierTest
    void aFailureInCleanUpGoesBeforeTheTimeout() {
        IOException failure = new IOException("clean-up failed");
        assertThatThrownBy(() -> timeout(
                        SECOND,
                        () -> group(g -> g.start(() -> {
                            try {
                                sleep(HOUR);
                            } finally {
                                throwIt(failure);
                            }
                        }))))
                .isSameAs(failure)
                .satisfies(
                        e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(AsyncTimeoutException.class));
    }

    private static void throwIt(IOException failure) throws IOException {
        throw failure;
    }

    @Checklist(
            value = 37,
            behaviour = "A deadline can move while its scope is open, not after it has passed or the scope has ended.",
            like = "asyncio test_reschedule, test_timeout_expired")
    @RapierTest
    void aDeadlineCanMoveWhileItsScopeIsOpen(TestTime time) {
        CancelScope[] kept = new CancelScope[1];
        timeout(SECOND, () -> {
            kept[0] = CancelScope.current();
            kept[0].reschedule(Duration.ofSeconds(10));
            assertThat(kept[0].remaining()).contains(Duration.ofSeconds(10));
            sleep(Duration.ofSeconds(5));
            kept[0].removeDeadline();
            sleep(HOUR);
        });
        assertThatThrownBy(() -> kept[0].reschedule(SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended");
        Duration before = time.elapsed();
        assertThatThrownBy(() -> timeout(HOUR, () -> {
                    kept[0] = CancelScope.current();
                    kept[0].reschedule(SECOND);
                    try {
                        sleep(HOUR);
                    } catch (Cancellation e) {
                        assertThatThrownBy(() -> kept[0].reschedule(SECOND))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("deadline passed");
                        throw e;
                    }
                }))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(time.elapsed().minus(before)).isEqualTo(SECOND);
        assertThatThrownBy(() -> timeout(HOUR, () -> CancelScope.current().reschedule(Duration.ofSeconds(-1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Checklist(
            value = 38,
            behaviour = "A value that is there when the deadline passes wins.",
            like = "asyncio test_wait_for_cancel_suppressed, test_wait_for_race_condition")
    @RapierTest(seeds = 50)
    void aValueThatIsThereWins(TestTime time) {
        group(g -> {
            Task<String> task = g.start(() -> {
                sleep(SECOND);
                return "value";
            });
            try {
                assertThat(timeout(SECOND, task::await)).isEqualTo("value");
                assertThat(task.isDone()).isTrue();
            } catch (AsyncTimeoutException e) {
                assertThat(time.elapsed()).isEqualTo(SECOND);
            }
            assertThat(task.await())
                    .as("awaiting it in a timeout took nothing from it")
                    .isEqualTo("value");
            return 0;
        });
        assertThat(timeout(SECOND, () -> {
                    try {
                        sleep(HOUR);
                    } catch (Cancellation e) {
                        steps.add("cancelled");
                    }
                    return "returned all the same";
                }))
                .isEqualTo("returned all the same");
    }

    @Checklist(
            value = 39,
            behaviour = "A timeout returns only when the clean-up inside it has ended.",
            like = "asyncio test_wait_for_waits_for_task_cancellation")
    @RapierTest
    void aTimeoutReturnsOnlyWhenTheCleanUpHasEnded(TestTime time) {
        assertThatThrownBy(() -> timeout(
                        SECOND,
                        () -> group(g -> g.start(() -> {
                            try {
                                sleep(HOUR);
                            } finally {
                                shield(() -> sleep(Duration.ofSeconds(3)));
                                steps.add("cleaned up");
                            }
                        }))))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(steps).containsExactly("cleaned up");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(4));
    }

    @Checklist(
            value = 40,
            behaviour = "A shield keeps the deadlines inside it, and its own grace time.",
            like = "trio test_move_on_after_moves_on_even_if_shielded")
    @RapierTest
    void aShieldKeepsItsOwnDeadline(TestTime time) {
        Task<?> task = group(g -> {
            Task<?> shielded = g.start(() -> shield(() -> {
                assertThat(moveOnAfter(Duration.ofSeconds(5), () -> {
                            sleep(HOUR);
                            return "";
                        }))
                        .isEmpty();
                steps.add("moved on after " + time.elapsed().toSeconds());
            }));
            sleep(SECOND);
            shielded.cancel();
            return shielded;
        });
        assertThat(steps).containsExactly("moved on after 5");
        assertThat(task.isDone()).isTrue();

        Task<?> graced = group(g -> {
            Task<?> shielded = g.start(() -> shield(Duration.ofSeconds(2), () -> sleep(HOUR)));
            sleep(SECOND);
            shielded.cancel();
            return shielded;
        });
        assertThat(graced.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(5 + 1 + 2));
    }
}
