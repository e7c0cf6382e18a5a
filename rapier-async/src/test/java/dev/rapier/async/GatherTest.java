package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GatherTest {
    static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void resultsAreInTheOrderOfTheArguments() {
        var first = new CountDownLatch(1);
        Both<String, Integer> both = gather(
                () -> {
                    first.await();
                    return "slow";
                },
                () -> {
                    first.countDown();
                    return 2;
                });
        assertThat(both).isEqualTo(new Both<>("slow", 2));
    }

    @Test
    void combinersTakeTwoToEightResults() {
        record P(String a, int b) {}
        assertThat(gather(() -> "a", () -> 1, P::new)).isEqualTo(new P("a", 1));
        int three = gather(() -> 1, () -> 2, () -> 3, (a, b, c) -> a + b + c);
        assertThat(three).isEqualTo(6);
        int eight = gather(
                () -> 1,
                () -> 2,
                () -> 3,
                () -> 4,
                () -> 5,
                () -> 6,
                () -> 7,
                () -> 8,
                (a, b, c, d, e, f, g, h) -> a + b + c + d + e + f + g + h);
        assertThat(eight).isEqualTo(36);
    }

    @Test
    void workWithoutResultsRunsSideBySideToo() {
        var met = new CountDownLatch(2);
        Action meets = () -> {
            met.countDown();
            met.await();
        };
        gather(meets, meets);
        assertThat(met.getCount()).isZero();
    }

    @Test
    void lambdasWithValuesAndWithoutMayBeMixed() {
        var done = ConcurrentHashMap.<String>newKeySet();
        gather(() -> done.add("with"), () -> done.clear());
        gather(() -> done.clear(), () -> done.size(), () -> sleep(Duration.ZERO));
        gather(() -> done.add("one"));
        assertThat(done).containsExactly("one");
    }

    @Test
    void aFailureOfWorkWithoutResultCancelsTheRest() {
        var cancelled = new AtomicBoolean();
        assertThatThrownBy(() -> gather(
                        () -> {
                            try {
                                sleep(LONG);
                            } finally {
                                cancelled.set(true);
                            }
                        },
                        () -> {
                            sleep(Duration.ofMillis(5));
                            throw new IOException("broken");
                        }))
                .isInstanceOf(IOException.class);
        assertThat(cancelled).isTrue();
    }

    @Test
    void forEachWorksOnEveryItem() {
        var seen = ConcurrentHashMap.<Integer>newKeySet();
        var met = new CountDownLatch(3);
        forEach(List.of(1, 2, 3), n -> {
            met.countDown();
            met.await(); // all at once
            seen.add(n);
        });
        assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void forEachKeepsToItsLimit() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var two = new CountDownLatch(2);
        forEach(2, List.of(1, 2, 3, 4, 5, 6), n -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            two.countDown();
            two.await(); // the first two at once
            sleep(Duration.ofMillis(2)); // time for a third, if there were one
            running.decrementAndGet();
        });
        assertThat(most).hasValue(2);
        assertThatThrownBy(() -> forEach(0, List.of(1), n -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListOfNothingIsEmpty() {
        assertThat(gather(List.<Coroutine<String>>of())).isEmpty();
    }

    @Test
    void nullResultsAreResults() {
        assertThat(gather(List.<Coroutine<String>>of(() -> null, () -> "x"))).containsExactly(null, "x");
    }

    @Test
    void r12TheFirstFailureIsThrownAsTheSameObjectAndTheSiblingsAreCancelledAndAwaited() {
        var failure = new IOException("boom");
        var cleanedUp = new AtomicBoolean();
        var underWay = new CountDownLatch(1);
        assertThatThrownBy(() -> gather(
                        () -> {
                            underWay.await();
                            throw failure;
                        },
                        () -> {
                            try {
                                underWay.countDown();
                                sleep(LONG);
                            } finally {
                                cleanedUp.set(true);
                            }
                            return 1;
                        }))
                .isSameAs(failure);
        assertThat(cleanedUp).isTrue();
    }

    @Test
    void r12RealFailuresOfTheOthersAreSuppressedAndTheirCancellationsAreNot() {
        var started = new CountDownLatch(1);
        assertThatThrownBy(() -> gather(List.<Coroutine<String>>of(
                        () -> {
                            started.await();
                            throw new IOException("first");
                        },
                        () -> {
                            try {
                                started.countDown();
                                sleep(LONG);
                                return "";
                            } catch (Cancellation c) {
                                throw new IllegalStateException("in clean-up");
                            }
                        },
                        () -> {
                            sleep(LONG);
                            return "";
                        })))
                .hasMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .hasToString("java.lang.IllegalStateException: in clean-up"));
    }

    @Test
    void r13AnErrorInAChildIsThrownAsItIs() {
        var error = new AssertionError("no");
        assertThatThrownBy(() -> gather(
                        () -> {
                            throw error;
                        },
                        () -> {
                            sleep(LONG);
                            return 1;
                        }))
                .isSameAs(error);
    }

    @Test
    void r10AChildThatSomebodyCancelsIsChildCancelledAndTheCallerIsHealthy() {
        run(() -> {
            assertThatThrownBy(() -> gather(
                            () -> {
                                Task.current().cancel("by hand");
                                sleep(LONG);
                                return 1;
                            },
                            () -> 2))
                    .isInstanceOf(ChildCancelled.class)
                    .hasMessageContaining("by hand");
            checkpoint();
        });
    }

    @Test
    void aLimitBoundsHowManyRunAtATime() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        Coroutine<Integer> one = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            sleep(Duration.ofMillis(2));
            running.decrementAndGet();
            return 1;
        };
        assertThat(gather(3, java.util.Collections.nCopies(20, one))).hasSize(20);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void mapKeepsTheOrderOfTheItems() {
        assertThat(map(List.of(1, 2, 3), i -> i * 10)).containsExactly(10, 20, 30);
        assertThat(map(2, List.of(1, 2, 3), i -> i * 10)).containsExactly(10, 20, 30);
    }

    @Test
    void settleSaysHowEachEnded() {
        var failure = new IOException("x");
        List<Outcome<Integer>> outcomes = settle(List.<Coroutine<Integer>>of(() -> 1, () -> {
            throw failure;
        }));
        assertThat(outcomes).containsExactly(new Outcome.Success<>(1), new Outcome.Failure<>(failure));
    }

    @Test
    void raceReturnsTheFirstAndCancelsTheOthers() {
        var cancelled = new AtomicBoolean();
        var started = new CountDownLatch(1);
        String winner = race(
                () -> {
                    try {
                        started.countDown();
                        sleep(LONG);
                        return "slow";
                    } catch (Cancellation c) {
                        cancelled.set(true);
                        throw c;
                    }
                },
                () -> {
                    started.await();
                    return "fast";
                });
        assertThat(winner).isEqualTo("fast");
        assertThat(cancelled).isTrue();
    }

    @Test
    void firstSuccessSkipsFailures() {
        assertThat(Async.<String>firstSuccess(
                        () -> {
                            throw new IOException("down");
                        },
                        () -> "up"))
                .isEqualTo("up");
        assertThatThrownBy(() -> Async.<String>firstSuccess(
                        () -> {
                            throw new IOException("a");
                        },
                        () -> {
                            throw new IOException("b");
                        }))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void waitForSaysWhoIsDoneAndCancelsNobody() {
        group(g -> {
            var release = new CountDownLatch(1);
            Task<String> slow = g.start(() -> {
                release.await();
                return "slow";
            });
            Task<String> fast = g.start(() -> "fast");
            Waited<String> waited = waitFor(List.of(slow, fast), When.FIRST_COMPLETED);
            assertThat(waited.done()).containsExactly(fast);
            assertThat(waited.pending()).containsExactly(slow);
            assertThat(waitFor(List.of(slow), When.ALL_COMPLETED, Duration.ofMillis(5))
                            .pending())
                    .containsExactly(slow);
            release.countDown();
            assertThat(waitFor(List.of(slow, fast), When.ALL_COMPLETED).pending())
                    .isEmpty();
            return null;
        });
    }

    @Test
    void asCompletedGivesTheSameTasksInTheOrderOfTheirEnds() {
        group(g -> {
            var release = new CountDownLatch(1);
            Task<String> slow = g.start(() -> {
                release.await();
                return "slow";
            });
            Task<String> fast = g.start(() -> "fast");
            Set<Task<String>> seen = ConcurrentHashMap.newKeySet();
            var order = asCompleted(List.of(slow, fast))
                    .map(task -> {
                        seen.add(task);
                        release.countDown();
                        return task.await();
                    })
                    .toList();
            assertThat(order).containsExactly("fast", "slow");
            assertThat(seen).containsExactlyInAnyOrder(slow, fast);
            return null;
        });
    }
}
