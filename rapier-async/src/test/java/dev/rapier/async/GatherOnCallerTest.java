package dev.rapier.async;

import static dev.rapier.async.Async.checkpoint;
import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.run;
import static dev.rapier.async.Async.shield;
import static dev.rapier.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The last coroutine of a gather runs on the caller's thread, and is a task like the others all the same. */
@Timeout(60)
class GatherOnCallerTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final int ROUNDS = 2_000;

    @Test
    void itIsATaskOfItsOwnInTheGroupOfTheGather() {
        run(() -> {
            Task<?> caller = Task.current();
            Both<Task<?>, Task<?>> tasks = gather(() -> Task.current(), () -> {
                assertThat(Task.current().awaitedBy()).containsExactly(caller);
                assertThat(Task.current().parent()).contains(caller);
                return Task.current();
            });
            assertThat(tasks.second()).isNotSameAs(caller).isNotSameAs(tasks.first());
            assertThat(Task.current()).isSameAs(caller);
        });
    }

    @Test
    void aFailingSiblingEndsItAndTheThreadIsCleanAfterwards() {
        run(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                assertThatThrownBy(() -> gather(
                                () -> {
                                    throw new IllegalStateException("sibling");
                                },
                                () -> {
                                    Thread.sleep(LONG);
                                    return 1;
                                }))
                        .hasMessage("sibling");
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                checkpoint();
            }
        });
    }

    @Test
    void itsShieldHoldsWhenASiblingFails() {
        AtomicBoolean cleaned = new AtomicBoolean();
        for (int round = 0; round < ROUNDS / 10; round++) {
            cleaned.set(false);
            CountDownLatch shielded = new CountDownLatch(1);
            assertThatThrownBy(() -> gather(
                            () -> {
                                shielded.await();
                                throw new IllegalStateException("sibling");
                            },
                            () -> {
                                shield(() -> {
                                    shielded.countDown();
                                    Thread.sleep(1); // an interrupt would end it
                                    cleaned.set(true);
                                });
                                sleep(LONG);
                                return 1;
                            }))
                    .hasMessage("sibling");
            assertThat(cleaned).isTrue();
        }
    }

    @Test
    void anInterruptFromOutsideCancelsTheCallerWhoseThreadItIs() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch inside = new CountDownLatch(1);
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                run(() -> gather(
                        () -> {
                            sleep(LONG);
                            return 1;
                        },
                        () -> {
                            inside.countDown();
                            Thread.sleep(LONG);
                            return 2;
                        }));
            } catch (Throwable failure) { // Cancellation is an error
                thrown.set(failure);
            }
        });
        inside.await();
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(Cancellation.class).hasMessageContaining("interrupted");
    }

    @Test
    void aCancelOfTheCallerReachesItAndIsStillThereAfterwards() {
        run(() -> {
            var ended = Async.scoped(scope -> {
                gather(
                        () -> {
                            scope.cancel("enough");
                            return 1;
                        },
                        () -> {
                            sleep(LONG);
                            return 2;
                        });
                return "not reached";
            });
            assertThat(ended).isEmpty();
            checkpoint();
        });
    }

    @Test
    void gathersInsideTheLastOfAGatherDoNotGrowOneStack() {
        assertThat(run(() -> depth(2_000))).isEqualTo(2_000);
    }

    private static int depth(int left) {
        return left == 0 ? 0 : gather(() -> 1, () -> depth(left - 1), Integer::sum);
    }

    @Test
    void aGeneratorCannotYieldInIt() {
        AsyncGenerator<Integer> generator = AsyncGenerator.of(out -> gather(() -> 1, () -> {
            out.yield(2);
            return 2;
        }));
        assertThatThrownBy(generator::toList).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void handlersOfUncaughtExceptionsAreAsTheyWereAfterwards() throws InterruptedException {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread thread = Thread.ofPlatform()
                .uncaughtExceptionHandler((t, failure) -> seen.set(failure))
                .start(() -> {
                    run(() -> gather(() -> 1, () -> 2));
                    throw new IllegalStateException("uncaught");
                });
        thread.join();
        assertThat(seen.get()).hasMessage("uncaught");
    }

    @Test
    void theAbortOfTheCallerIsCalledWhileItRuns() {
        run(() -> {
            var begun = new CountDownLatch(1);
            var aborted = new CountDownLatch(1);
            Async.cancellable(
                    () -> Async.scoped(scope -> gather(
                            () -> {
                                begun.await();
                                scope.cancel("enough");
                                return 1;
                            },
                            () -> shield(() -> {
                                begun.countDown();
                                aborted.await(); // nothing but the abort ends it
                                return 2;
                            }))),
                    aborted::countDown);
        });
    }

    @Test
    void anExitStackOfTheCallerRefusesIt() {
        run(() -> {
            try (var stack = ExitStack.open()) {
                assertThatThrownBy(() -> gather(() -> 1, () -> {
                            stack.defer(() -> {});
                            return 2;
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("let each task have its own");
            }
        });
    }

    @Test
    void aResourceCannotYieldInIt() {
        Resource<Integer> resource = Resource.from(out -> gather(() -> 1, () -> {
            out.yield(2);
            return 2;
        }));
        run(() -> assertThatThrownBy(() -> resource.use(value -> value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not from a task it started"));
    }
}
