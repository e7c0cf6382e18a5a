package dev.rapier.test;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Task;
import dev.rapier.async.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The clock, the order, deadlocks and foreign code under virtual time. */
class VirtualTimeTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RapierTest(seeds = 20)
    void anHourOfSleepTakesNoTime(TestTime time) {
        sleep(HOUR);
        assertThat(time.elapsed()).isEqualTo(HOUR);
        assertThat(time.now()).isEqualTo(Instant.parse("2000-01-01T01:00:00Z")).isEqualTo(clock().instant());
    }

    @RapierTest(seeds = 20)
    void tasksSleepSideBySide(TestTime time) {
        gather(IntStream.range(0, 100)
                .<dev.rapier.async.Coroutine<Void>>mapToObj(i -> () -> {
                    sleep(Duration.ofSeconds(i));
                    return null;
                })
                .toList());
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(99));
    }

    @RapierTest(seeds = 20)
    void aTimeoutComesAtItsTime(TestTime time) {
        assertThatThrownBy(() -> timeout(SECOND, () -> sleep(HOUR))).isInstanceOf(AsyncTimeoutException.class);
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    private static String order(long seed) {
        return TestTime.run(seed, time -> {
            var order = new StringBuilder();
            group(g -> {
                for (String name : List.of("a", "b", "c")) {
                    g.start(() -> {
                        for (int i = 0; i < 3; i++) {
                            order.append(name);
                            checkpoint();
                        }
                    });
                }
                return 0;
            });
            return order.toString();
        });
    }

    @Test
    void theSameSeedGivesTheSameOrderAndOthersGiveOthers() {
        Set<String> orders = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            String order = order(seed);
            assertThat(order(seed)).isEqualTo(order);
            orders.add(order);
        }
        assertThat(orders).hasSizeGreaterThan(50);
    }

    @Test
    void aDeadlockFailsAtOnceAndNamesTheTasks() {
        assertThatThrownBy(() -> TestTime.run(
                        1,
                        time -> group(g -> {
                            var first = new ArrayList<Task<?>>();
                            first.add(g.start("left", () -> {
                                checkpoint();
                                return first.get(1).await();
                            }));
                            first.add(g.start("right", AsyncWaits::forEver));
                            return 0;
                        })))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("deadlock")
                .hasMessageContaining("left")
                .hasMessageContaining("right");
    }

    @Test
    void codeThatHoldsUpTheClockIsNamedWithItsStack() {
        assertThatThrownBy(() -> TestTime.run(1, Duration.ofMillis(50), time -> {
                    Async.group(g -> g.start("stuck", () -> new CountDownLatch(1).await()));
                    return 0;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("virtual time stands still")
                .hasMessageContaining("stuck")
                .hasMessageContaining("CountDownLatch.await");
    }

    @Test
    void foreignWorkThatNeverComesBackIsNamedToo() {
        assertThatThrownBy(() -> TestTime.run(
                        1,
                        Duration.ofMillis(50),
                        time -> time.outside(() -> {
                            new CountDownLatch(1).await();
                            return 0;
                        })))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("foreign code")
                .hasMessageContaining("CountDownLatch.await");
    }

    @RapierTest(seeds = 20)
    void theClockWaitsForForeignWorkAndTheOthersGoOn(TestTime time) {
        var latch = new CountDownLatch(1);
        var before = new ArrayList<Duration>();
        gather(
                () -> toThread(() -> {
                    latch.await();
                    return before.add(time.elapsed());
                }),
                () -> {
                    checkpoint();
                    latch.countDown();
                    return 0;
                });
        assertThat(before).containsExactly(Duration.ZERO);
        sleep(SECOND);
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest(seeds = 20)
    void sleepOnAPlatformThreadIsVirtualToo(TestTime time) {
        assertThat(toThread(() -> {
                    sleep(HOUR);
                    return time.elapsed();
                }))
                .isEqualTo(HOUR);
    }

    @RapierTest(seeds = 20)
    void idleComesBeforeTheJumpOfTheClock(TestTime time) {
        group(g -> {
            var done = new ArrayList<String>();
            g.start(() -> {
                checkpoint();
                done.add("checkpoint");
                sleep(SECOND);
                done.add("sleep");
            });
            time.idle();
            assertThat(done).containsExactly("checkpoint");
            assertThat(time.elapsed()).isZero();
            return 0;
        });
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest(seeds = 20)
    void advanceRunsWhatIsDueStrictlyBeforeItsEnd(TestTime time) {
        group(g -> {
            var done = new ArrayList<Integer>();
            for (int second : List.of(1, 2, 3)) {
                g.start(() -> {
                    sleep(Duration.ofSeconds(second));
                    done.add(second);
                });
            }
            time.advance(Duration.ofSeconds(2));
            assertThat(done).containsExactly(1);
            assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
            time.advance(Duration.ofNanos(1));
            assertThat(done).containsExactly(1, 2);
            time.runUntilIdle();
            assertThat(done).containsExactly(1, 2, 3);
            assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
            return 0;
        });
    }

    @RapierTest(seeds = 20)
    void runUntilIdleComesBackWhereOthersWaitForTheCaller(TestTime time) {
        group(g -> {
            Task<?> waits = g.start(AsyncWaits::forEver);
            time.runUntilIdle();
            assertThat(waits.state()).isEqualTo(TaskState.WAITING);
            g.cancel();
            return 0;
        });
    }

    @RapierTest(seeds = 20)
    void aCancelReachesATaskThatMovesTheClock(TestTime time) {
        Task<?>[] mover = new Task<?>[1];
        group(g -> {
            mover[0] = g.start(() -> time.advance(HOUR));
            sleep(SECOND);
            mover[0].cancel();
            return 0;
        });
        assertThat(mover[0].outcome()).isInstanceOf(dev.rapier.async.Outcome.Cancelled.class);
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @Test
    void aWarningFailsTheTestUnlessItIsTaken() {
        assertThatThrownBy(() -> TestTime.run(3, time -> {
                    async(() -> 1);
                    return 0;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("never awaited");
    }

    @Test
    void whatTheTestThrowsComesOutAsItIs() {
        var failure = new IllegalArgumentException("mine");
        assertThatThrownBy(() -> TestTime.run(3, time -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void aCancelledTestSaysSo() {
        assertThatThrownBy(() -> TestTime.run(3, time -> {
                    Task.current().cancel("no more");
                    checkpoint();
                    return 0;
                }))
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(Cancellation.class),
                        e -> assertThat(e).hasMessageContaining("no more"));
    }

    @Test
    void theClockIsNotMovedFromAnotherThread() {
        var times = new ArrayList<TestTime>();
        TestTime.run(0, time -> times.add(time));
        assertThatThrownBy(() -> times.getFirst().advance(SECOND)).isInstanceOf(IllegalStateException.class);
    }
}
