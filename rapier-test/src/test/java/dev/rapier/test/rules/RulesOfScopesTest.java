package dev.rapier.test.rules;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncChannel;
import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.CancelScope;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Outcome;
import dev.rapier.async.Resource;
import dev.rapier.async.Task;
import dev.rapier.async.TaskGroup;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The rules that a scope and the calls inside it keep. */
class RulesOfScopesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    @Rule(
            value = 1,
            says = "A cancel marks a scope and all scopes inside it, also those of other tasks, down to a shield.")
    @RapierTest
    void rule1ACancelMarksTheTreeDownToAShield() {
        scoped(outer -> scoped(inner -> {
            group(g -> g.start(() -> {
                outer.cancel("all");
                steps.add("child " + CancelScope.current().isCancelled());
                shield(() -> steps.add("shield " + CancelScope.current().isCancelled()));
            }));
            return 0;
        }));
        assertThat(steps).containsExactly("child true", "shield false");
        assertThat(CancelScope.current().isCancelled()).isFalse();
    }

    @Rule(value = 2, says = "Every blocking call throws while its scope is cancelled, again and again.")
    @RapierTest
    void rule2BlockingCallsThrowAgainAndAgain() {
        scoped(scope -> {
            scope.cancel("stop");
            assertThatThrownBy(() -> sleep(SECOND)).isInstanceOf(Cancellation.class);
            assertThatThrownBy(() -> AsyncChannel.bounded(1).receive()).isInstanceOf(Cancellation.class);
            assertThatThrownBy(() -> checkpoint()).isInstanceOf(Cancellation.class);
            return 0;
        });
    }

    @Rule(value = 3, says = "Foreign blocking code gets one interrupt for each cancel; after it the flag is clear.")
    @RapierTest
    void rule3ForeignCodeGetsOneInterrupt(TestTime time) {
        CountDownLatch never = new CountDownLatch(1);
        group(g -> {
            Task<?> task = g.start(() -> time.outside(() -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    steps.add("interrupted, flag " + Thread.currentThread().isInterrupted());
                    new CountDownLatch(0).await();
                    throw e;
                }
                return 0;
            }));
            checkpoint();
            time.outside(() -> {
                while (task.stack().stream()
                        .noneMatch(frame -> frame.getClassName().contains("CountDownLatch"))) {
                    if (task.isDone()) {
                        throw new AssertionError("it ended: " + task);
                    }
                    Thread.yield();
                }
                return 0;
            });
            task.cancel();
            return 0;
        });
        assertThat(steps).containsExactly("interrupted, flag false");
    }

    @Rule(
            value = 4,
            says = "A call has either completed or thrown without effect; where both come together it has completed.")
    @RapierTest(seeds = 50)
    void rule4NoValueIsLost() {
        AsyncChannel<Integer> channel = AsyncChannel.bounded(1);
        Task<Integer> receives = group(g -> {
            Task<Integer> task = g.start(channel::receive);
            g.start(() -> channel.send(7));
            g.start(() -> task.cancel());
            return task;
        });
        if (receives.outcome() instanceof Outcome.Cancelled<Integer>) {
            assertThat(channel.closeNow()).as("who was cancelled took nothing").containsExactly(7);
        } else {
            assertThat(receives.await()).isEqualTo(7);
            assertThat(channel.size()).isZero();
        }
    }

    @Rule(
            value = 5,
            says = "The scope that was cancelled catches its cancellation at its end; a cancel from further out wins.")
    @RapierTest
    void rule5TheOutermostCancelWins(TestTime time) {
        assertThat(scoped(outer -> {
                    scoped(inner -> {
                        inner.cancel("inner");
                        sleep(HOUR);
                        return 0;
                    });
                    steps.add("the inner one caught its own");
                    assertThatThrownBy(() -> timeout(SECOND, () -> {
                                outer.cancel("outer");
                                sleep(HOUR);
                            }))
                            .isInstanceOf(Cancellation.class);
                    checkpoint();
                    return 0;
                }))
                .isEmpty();
        assertThat(steps).hasSize(1);
    }

    @Rule(value = 6, says = "A body that has returned has returned its value, even if the deadline has passed.")
    @RapierTest
    void rule6AReturnedValueWins(TestTime time) {
        int value = timeout(
                SECOND,
                () -> shield(() -> {
                    sleep(HOUR);
                    return 42;
                }));
        assertThat(value).isEqualTo(42);
        assertThat(time.elapsed()).isEqualTo(HOUR);
    }

    @Rule(
            value = 11,
            says =
                    "Clean-up that is registered with Rapier runs shielded; five seconds after the cancel that shield gives way.")
    @RapierTest
    void rule11CleanUpHasAGraceTime(TestTime time) {
        Task<?> quick = cancelledWhileInUse(Duration.ofSeconds(4));
        assertThat(steps).containsExactly("cleaned up");
        assertThat(quick.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(5));
        Task<?> slow = cancelledWhileInUse(HOUR);
        assertThat(steps).hasSize(1);
        assertThat(slow.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(11));
    }

    private Task<?> cancelledWhileInUse(Duration cleanUp) {
        return group(g -> {
            Task<?> uses = g.start(() -> Resource.of(() -> 1, value -> {
                        sleep(cleanUp);
                        steps.add("cleaned up");
                    })
                    .use(value -> {
                        sleep(HOUR);
                        return value;
                    }));
            sleep(SECOND);
            uses.cancel();
            return uses;
        });
    }

    @Rule(value = 17, says = "A group that is closed while a scope inside it is open is an error that names both.")
    @RapierTest
    void rule17MisnestedClosesAreRefused() {
        TaskGroup outer = TaskGroup.open();
        TaskGroup inner = TaskGroup.supervised((task, failure) -> {});
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a task group")
                .hasMessageContaining("a supervised task group");
        assertThatThrownBy(() -> inner.start(() -> {})).isInstanceOf(Throwable.class);
    }

    @Rule(value = 18, says = "Where no scope is cancelled any more, the interrupt status of the thread is clear.")
    @RapierTest
    void rule18NoInterruptLeavesAScope(TestTime time) {
        scoped(scope -> {
            scope.cancel("and nothing looks");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return 0;
        });
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThatThrownBy(() -> timeout(SECOND, () -> sleep(HOUR))).isInstanceOf(AsyncTimeoutException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
