package dev.rapier.test.checklist;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Cancellation;
import dev.rapier.async.ContextVar;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.async.TaskGroup;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Coroutines and tasks: lines 1 to 14. */
class TaskChecklistTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    @Checklist(
            value = 1,
            behaviour = "A coroutine has no effect until it is awaited or started.",
            like = "asyncio test_eager_completion; Kotlin AsyncLazyTest.testLazyDeferAndYield")
    @RapierTest
    void aCoroutineHasNoEffectUntilItIsAwaitedOrStarted() {
        Coroutine<Boolean> awaited = async(() -> steps.add("awaited"));
        Coroutine<Boolean> started = async(() -> steps.add("started"));
        checkpoint();
        assertThat(steps).isEmpty();
        awaited.await();
        assertThat(steps).containsExactly("awaited");
        group(g -> g.start(started));
        assertThat(steps).containsExactly("awaited", "started");
    }

    @Checklist(
            value = 2,
            behaviour = "The second await of a coroutine that async() made is an error; a lambda may run again.",
            like = "asyncio test_coroutines.test_func_*, \"cannot reuse already awaited coroutine\"")
    @RapierTest
    void theSecondAwaitOfAWatchedCoroutineIsAnError() {
        Coroutine<Integer> once = async(() -> 1);
        assertThat(once.await()).isEqualTo(1);
        assertThatThrownBy(once::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already awaited")
                .hasMessageContaining("TaskChecklistTest.java");
        assertThatThrownBy(() -> group(g -> g.start(once))).isInstanceOf(IllegalStateException.class);
        Coroutine<Integer> lambda = () -> 2;
        assertThat(lambda.await() + lambda.await()).isEqualTo(4);
    }

    @Checklist(
            value = 3,
            behaviour =
                    "A coroutine that was never awaited is reported when its task ends, in debug mode with the line that made it.",
            like = "asyncio test_origin_tracking_warning; test_asyncgen TestUnawaitedWarnings")
    @Test
    void aDroppedCoroutineIsReportedWithTheLineThatMadeIt() {
        assertThatThrownBy(() -> TestTime.run(0, time -> {
                    group(g -> g.start(() -> {
                        async(() -> 1); // its task ends well, so that the parent may have got it as a result
                    }));
                    return 0;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("never awaited")
                .hasMessageContaining("TaskChecklistTest.java:");
    }

    @Checklist(
            value = 4,
            behaviour = "A coroutine that a closed group refuses is not reported as never awaited on top of it.",
            like = "asyncio test_coro_closed_when_tg_closed")
    @RapierTest
    void aRefusedCoroutineIsNotReportedAsNeverAwaited(TestTime time) {
        TaskGroup[] closed = new TaskGroup[1];
        group(g -> closed[0] = g);
        assertThatThrownBy(() -> group(g -> g.start(() -> closed[0].start(async(() -> 1)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(time.takeWarnings()).isEmpty();
    }

    @Checklist(
            value = 5,
            behaviour = "A task that awaits itself fails at once.",
            like = "asyncio test_task_awaits_on_itself")
    @RapierTest
    void aTaskThatAwaitsItselfFailsAtOnce() {
        assertThatThrownBy(() ->
                        group(g -> g.start("narcissus", () -> Task.current().await())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("narcissus waits for itself");
    }

    @Checklist(
            value = 6,
            behaviour = "A cancel that comes while the task runs hits its next blocking call, whichever that is.",
            like = "asyncio test_cancel_awaited_task")
    @RapierTest
    void aCancelWhileRunningHitsTheNextBlockingCall() {
        Task<Integer> other = group(g -> g.start(() -> 1));
        List<Runnable> calls = List.of(
                () -> sleep(HOUR),
                () -> sleep(Duration.ZERO),
                () -> checkpoint(),
                () -> gather(List.of(() -> 1, () -> 2)),
                () -> group(g -> g.start(() -> sleep(HOUR))),
                () -> timeout(SECOND, () -> sleep(HOUR)),
                () -> toThread(() -> sleep(HOUR)));
        for (Runnable call : calls) {
            Task<String> task = group(g -> g.start(() -> {
                Task.current().cancel("now");
                steps.add("still runs");
                call.run();
                return "not reached";
            }));
            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        }
        assertThat(steps).hasSameSizeAs(calls);
        assertThat(other.await())
                .as("the value of an ended task needs no waiting")
                .isEqualTo(1);
    }

    @Checklist(
            value = 7,
            behaviour = "A task that catches its cancellation and returns has returned.",
            like = "asyncio test_cancel_task_catching",
            differs = "cancels are levels: only a task that reaches no further blocking call gets through")
    @RapierTest
    void aTaskMayCatchItsCancellationAndReturn() {
        Task<Integer> returns = group(g -> {
            Task<Integer> task = g.start(() -> {
                try {
                    sleep(HOUR);
                    return 0;
                } catch (Cancellation e) {
                    return 42;
                }
            });
            checkpoint();
            sleep(SECOND);
            task.cancel();
            return task;
        });
        assertThat(returns.await()).isEqualTo(42);

        Task<Integer> goesOn = group(g -> {
            Task<Integer> task = g.start(() -> {
                try {
                    sleep(HOUR);
                } catch (Cancellation e) {
                    steps.add("swallowed");
                }
                checkpoint();
                return 42;
            });
            sleep(SECOND);
            task.cancel();
            return task;
        });
        assertThat(steps).containsExactly("swallowed");
        assertThat(goesOn.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Checklist(
            value = 8,
            behaviour = "A task that is cancelled just before it returns has returned its value.",
            like = "asyncio test_cancel_at_end",
            differs = "asyncio turns the return into a cancel; here what was done wins")
    @RapierTest
    void aCancelJustBeforeTheReturnLeavesTheValue() {
        Task<Integer> task = group(g -> g.start(() -> {
            Task.current().cancel();
            return 7;
        }));
        assertThat(task.outcome()).isEqualTo(new Outcome.Success<>(7));
    }

    @Checklist(
            value = 9,
            behaviour = "A task that cancels itself is stopped by its next sleep.",
            like = "asyncio test_cancel_current_task")
    @RapierTest
    void aTaskThatCancelsItselfIsStoppedByItsNextSleep(TestTime time) {
        Task<?> task = group(g -> g.start(() -> {
            Task.current().cancel("enough");
            sleep(HOUR);
        }));
        assertThat(task.cancelReason()).contains("enough");
        assertThat(time.elapsed()).isZero();
    }

    @Checklist(
            value = 10,
            behaviour = "Cancelling a task that has ended does nothing and says so.",
            like = "asyncio test_cancel")
    @RapierTest
    void cancellingAnEndedTaskReturnsFalse() {
        Task<Integer> task = group(g -> g.start(() -> 1));
        assertThat(task.cancel("too late")).isFalse();
        assertThat(task.await()).isEqualTo(1);
        assertThat(task.cancelReason()).isEmpty();
    }

    @Checklist(
            value = 11,
            behaviour = "The reason of a cancel is kept for a task whose body never ran.",
            like = "asyncio test_cancel_with_message_before_starting_task")
    @RapierTest
    void theReasonIsKeptForATaskThatNeverRan() {
        Task<?> task = cancelledBeforeItBegins("not needed");
        assertThat(task.cancelReason()).contains("not needed");
        assertThat(task.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Cancelled.class,
                        cancelled -> assertThat(cancelled.why().reason()).isEqualTo("not needed"));
    }

    @Checklist(
            value = 12,
            behaviour = "The body of a task that is cancelled before it begins does not run.",
            like = "Kotlin AtomicCancellationCommonTest.testCancellableLaunch; asyncio",
            differs = "trio runs it up to its first checkpoint")
    @RapierTest
    void theBodyOfATaskCancelledBeforeItBeginsDoesNotRun() {
        assertThat(cancelledBeforeItBegins("no").isDone()).isTrue();
        assertThat(steps).isEmpty();
    }

    private Task<?> cancelledBeforeItBegins(String reason) {
        return group(g -> {
            Task<?> task = g.start(() -> {
                steps.add("ran");
            });
            assertThat(task.cancel(reason)).isTrue(); // it is not its turn yet
            assertThat(task.cancel("again")).as("idempotent").isFalse();
            return task;
        });
    }

    @Checklist(
            value = 13,
            behaviour = "The current task is the right one after every switch.",
            like = "asyncio test_current_task_with_interleaving_tasks")
    @RapierTest(seeds = 50)
    void theCurrentTaskIsRightAfterEverySwitch() {
        Task<?> main = Task.current();
        group(g -> {
            for (int i = 0; i < 5; i++) {
                Task<?>[] me = new Task<?>[1];
                me[0] = g.start(() -> {
                    for (int n = 0; n < 5; n++) {
                        assertThat(Task.current()).isSameAs(me[0]);
                        checkpoint();
                    }
                });
            }
            checkpoint();
            assertThat(Task.current()).isSameAs(main);
            return 0;
        });
        assertThat(Task.current()).isSameAs(main);
    }

    @Checklist(
            value = 14,
            behaviour = "A child sees its parent's context as of its start; what it sets does not come back.",
            like = "asyncio test_context_1 to 6")
    @RapierTest
    void aChildSeesTheContextAsOfItsStartAndNothingLeaksBack() {
        ContextVar<String> variable = ContextVar.of("variable");
        variable.run("before", () -> {
            group(g -> {
                Task<String> child = g.start(() -> {
                    checkpoint();
                    String seen = variable.get();
                    variable.bind("of the child");
                    checkpoint();
                    return seen;
                });
                try (var changed = variable.bind("after")) {
                    assertThat(child.await()).isEqualTo("before");
                    assertThat(variable.get()).isEqualTo("after");
                }
                return 0;
            });
            assertThat(variable.get()).isEqualTo("before");
        });
    }
}
