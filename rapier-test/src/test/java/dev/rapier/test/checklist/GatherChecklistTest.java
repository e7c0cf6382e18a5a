package dev.rapier.test.checklist;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.ChildCancelled;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.async.Waited;
import dev.rapier.async.When;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** gather, wait and as_completed: lines 15 to 27. */
class GatherChecklistTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    private static <T> Coroutine<T> after(Duration delay, T value) {
        return () -> {
            sleep(delay);
            return value;
        };
    }

    private static Coroutine<String> failsAfter(Duration delay, Exception failure) {
        return () -> {
            sleep(delay);
            throw failure;
        };
    }

    /** Sleeps for an hour; when cancelled it cleans up for a second and says so. */
    private Coroutine<String> slowToStop(String name) {
        return () -> {
            try {
                sleep(HOUR);
                return name;
            } finally {
                shield(() -> sleep(SECOND));
                steps.add(name + " has cleaned up");
            }
        };
    }

    @Checklist(
            value = 15,
            behaviour = "Results come in the order of the arguments, whatever the order in which they were there.",
            like = "asyncio GatherTestsBase.test_success")
    @RapierTest
    void resultsAreInTheOrderOfTheArguments(TestTime time) {
        assertThat(gather(List.of(
                        after(Duration.ofSeconds(3), "a"), after(SECOND, "b"), after(Duration.ofSeconds(2), "c"))))
                .containsExactly("a", "b", "c");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Checklist(
            value = 16,
            behaviour = "The first failure is thrown, the same object.",
            like = "asyncio test_one_exception",
            differs = "the other coroutines are cancelled and their end awaited first; asyncio leaves them running")
    @RapierTest
    void theFirstFailureIsThrownAfterTheOthersHaveEnded(TestTime time) {
        IOException failure = new IOException("broken");
        assertThatThrownBy(() -> gather(slowToStop("other"), failsAfter(SECOND, failure)))
                .isSameAs(failure);
        assertThat(steps).containsExactly("other has cleaned up");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Checklist(
            value = 17,
            behaviour = "settle has values and failures in order, and waits for all.",
            like = "asyncio test_return_exceptions")
    @RapierTest
    void settleHasValuesAndFailuresInOrder(TestTime time) {
        IOException failure = new IOException("broken");
        List<Outcome<String>> outcomes =
                settle(List.of(after(Duration.ofSeconds(2), "a"), failsAfter(SECOND, failure), after(SECOND, "c")));
        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Success<>("a"), new Outcome.Failure<>(failure), new Outcome.Success<>("c"));
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Checklist(
            value = 18,
            behaviour =
                    "A child that somebody cancelled shows as cancelled in settle, as ChildCancelled in gather; the caller is not cancelled.",
            like = "asyncio test_one_cancellation, test_result_exception_one_cancellation")
    @RapierTest
    void aCancelledChildDoesNotCancelTheCaller() {
        Coroutine<String> cancelsItself = () -> {
            Task.current().cancel("by somebody");
            sleep(HOUR);
            return "";
        };
        assertThat(settle(List.of(cancelsItself, after(SECOND, "b"))))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Outcome.Cancelled.class),
                        second -> assertThat(second).isEqualTo(new Outcome.Success<>("b")));
        assertThatThrownBy(() -> gather(cancelsItself, after(SECOND, "b")))
                .isInstanceOf(ChildCancelled.class)
                .hasMessageContaining("by somebody");
        checkpoint();
    }

    @Checklist(
            value = 19,
            behaviour = "Cancelling the task that gathers cancels every child and waits for them.",
            like = "asyncio test_cancellation_broadcast")
    @RapierTest
    void cancellingTheGatheringTaskCancelsEveryChild(TestTime time) {
        Task<?> gathering = group(g -> {
            Task<?> task = g.start(() -> gather(List.of(slowToStop("a"), slowToStop("b"), slowToStop("c"))));
            sleep(SECOND);
            task.cancel("stop");
            return task;
        });
        assertThat(gathering.cancelReason()).contains("stop");
        assertThat(steps).containsExactlyInAnyOrder("a has cleaned up", "b has cleaned up", "c has cleaned up");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Checklist(
            value = 20,
            behaviour = "The same lambda twice runs twice; the same watched coroutine twice is an error.",
            like = "asyncio test_duplicate_coroutines",
            differs = "asyncio runs a coroutine that is given twice once")
    @RapierTest
    void theSameCoroutineTwice() {
        Coroutine<Boolean> lambda = () -> steps.add("ran");
        gather(lambda, lambda);
        assertThat(steps).hasSize(2);
        Coroutine<Boolean> watched = async(() -> steps.add("ran"));
        assertThatThrownBy(() -> gather(watched, watched))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already awaited");
    }

    @Checklist(
            value = 21,
            behaviour = "gather of nothing is an empty list.",
            like = "asyncio test_constructor_empty_sequence_*")
    @RapierTest
    void gatherOfNothingIsAnEmptyList() {
        assertThat(gather(List.<Coroutine<String>>of())).isEmpty();
        assertThat(settle(List.<Coroutine<String>>of())).isEmpty();
        assertThat(map(List.<String>of(), item -> item)).isEmpty();
    }

    @Checklist(
            value = 22,
            behaviour =
                    "waitFor tells the done from the pending, cancels nothing and throws nothing: at the first end, the first failure, the end of all, or the limit.",
            like =
                    "asyncio test_wait_first_completed, test_wait_first_exception, test_wait_with_timeout, test_wait_really_done")
    @RapierTest
    void waitForTellsTheDoneFromThePending(TestTime time) {
        group(g -> {
            Task<String> quick = g.start(after(SECOND, "quick"));
            Task<String> fails = g.start(() -> {
                try {
                    sleep(Duration.ofSeconds(2));
                    throw new IOException("kept in its outcome");
                } catch (IOException e) {
                    return "failed and told nobody";
                }
            });
            Task<String> slow = g.start(after(Duration.ofSeconds(3), "slow"));
            List<Task<String>> all = List.of(quick, fails, slow);

            Waited<String> first = waitFor(all, When.FIRST_COMPLETED);
            assertThat(first.done()).containsExactly(quick);
            assertThat(first.pending()).containsExactly(fails, slow);
            Waited<String> limited = waitFor(all, When.ALL_COMPLETED, Duration.ofMillis(500));
            assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(1500));
            assertThat(limited.done()).containsExactly(quick);
            assertThat(waitFor(all, When.ALL_COMPLETED).done()).containsExactly(quick, fails, slow);
            assertThat(waitFor(all, When.ALL_COMPLETED).pending()).isEmpty();
            return 0;
        });
        var failures = new ArrayList<Throwable>();
        supervised((task, failure) -> failures.add(failure), g -> {
            Task<String> fails = g.start(failsAfter(SECOND, new IOException("broken")));
            Task<String> slow = g.start(after(HOUR, "slow"));
            Waited<String> waited = waitFor(List.of(fails, slow), When.FIRST_EXCEPTION);
            assertThat(waited.done()).containsExactly(fails);
            assertThat(waited.pending()).containsExactly(slow);
            assertThat(slow.isDone()).isFalse();
            return 0;
        });
        assertThat(failures).hasSize(1);
    }

    @Checklist(value = 23, behaviour = "Waiting for no tasks at all is refused.", like = "asyncio test_wait_errors")
    @RapierTest
    void waitingForNoTasksIsRefused() {
        assertThatThrownBy(() -> waitFor(List.<Task<String>>of(), When.ALL_COMPLETED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Checklist(
            value = 24,
            behaviour = "asCompleted gives the same task objects in the order of their ends.",
            like = "asyncio test_as_completed, test_as_completed_same_tasks_in_as_out")
    @RapierTest
    void asCompletedGivesTheSameTasksInTheOrderOfTheirEnds() {
        group(g -> {
            Task<String> a = g.start(after(Duration.ofSeconds(3), "a"));
            Task<String> b = g.start(after(Duration.ofSeconds(1), "b"));
            Task<String> c = g.start(after(Duration.ofSeconds(2), "c"));
            assertThat(asCompleted(List.of(a, b, c)).toList()).containsExactly(b, c, a);
            return 0;
        });
    }

    @Checklist(
            value = 25,
            behaviour = "asCompleted under a deadline delivers those that came in time, then the timeout is thrown.",
            like = "asyncio test_as_completed_with_timeout")
    @RapierTest
    void asCompletedUnderADeadlineDeliversThoseThatCameInTime(TestTime time) {
        group(g -> {
            Task<String> quick = g.start(after(SECOND, "quick"));
            Task<String> slow = g.start(after(HOUR, "slow"));
            assertThatThrownBy(() -> timeout(
                            Duration.ofSeconds(2),
                            () -> asCompleted(List.of(slow, quick)).forEach(task -> steps.add(task.await()))))
                    .isInstanceOf(AsyncTimeoutException.class);
            assertThat(steps).containsExactly("quick");
            assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
            assertThat(slow.isDone()).as("nobody cancelled it").isFalse();
            g.cancel();
            return 0;
        });
    }

    @Checklist(
            value = 26,
            behaviour = "Tasks that have ended already, or are listed twice, are no special case.",
            like =
                    "Kotlin AwaitTest.testAwaitAllSameThrowingJobMultipleTimes, testAwaitAllPartiallyCompletedExceptionally")
    @RapierTest
    void tasksThatHaveEndedOrAreListedTwice() {
        group(g -> {
            Task<String> done = g.start(() -> "done");
            done.await();
            Task<String> runs = g.start(after(SECOND, "runs"));
            assertThat(waitFor(List.of(done, runs, done, runs), When.ALL_COMPLETED)
                            .done())
                    .containsExactly(done, runs);
            assertThat(asCompleted(List.of(runs, done, runs)).toList()).containsExactlyInAnyOrder(done, runs);
            assertThat(gather(List.of(done::await, runs::await, done::await))).containsExactly("done", "runs", "done");
            return 0;
        });
    }

    @Checklist(
            value = 27,
            behaviour = "firstSuccess passes over failures; losers of a race are cancelled and their end awaited.",
            like = "asyncio test_staggered test_first_error_second_successful, test_cancelled")
    @RapierTest
    void aRacePassesOverFailuresAndWaitsForItsLosers(TestTime time) {
        assertThat(firstSuccess(
                        failsAfter(SECOND, new IOException("broken")),
                        after(Duration.ofSeconds(2), "second"),
                        slowToStop("loser")))
                .isEqualTo("second");
        assertThat(steps).containsExactly("loser has cleaned up");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
        IOException broken = new IOException("broken");
        assertThatThrownBy(() -> race(failsAfter(SECOND, broken), after(HOUR, "slow")))
                .isSameAs(broken);
        Task<?> cancelled = group(g -> {
            Task<?> task = g.start(() -> race(slowToStop("a"), slowToStop("b")));
            sleep(SECOND);
            task.cancel();
            return task;
        });
        assertThatThrownBy(() -> cancelled.outcome().get()).isInstanceOf(ChildCancelled.class);
        assertThat(steps).contains("a has cleaned up", "b has cleaned up");
    }
}
