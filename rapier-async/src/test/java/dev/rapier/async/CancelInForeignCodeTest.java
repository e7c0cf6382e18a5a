package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancel that comes before, in or just after a wait of Rapier's reaches the foreign call behind it (rule R3). */
@Timeout(60)
class CancelInForeignCodeTest {
    private static final int ROUNDS = 3_000;

    /** Foreign code that blocks for longer than anybody should have to wait. */
    private static boolean blocks() throws InterruptedException {
        return new Semaphore(0).tryAcquire(10, TimeUnit.SECONDS);
    }

    private static void spin(int times) {
        for (int n = 0; n < times; n++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoWasToldBeforeItWaitedForItsChildrenIsToldAgainBehindThem() {
        var told = new CountDownLatch(1);
        var end = new Semaphore(0);
        var thread = new AtomicReference<@Nullable Thread>();
        Task<Boolean> task = group(g -> {
            Task<Boolean> parent = g.start(() -> {
                thread.set(Thread.currentThread());
                group(inner -> {
                    Task<?> child = inner.start(() -> end.acquireUninterruptibly());
                    told.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.yield();
                    }
                    return child;
                });
                return blocks();
            });
            told.await();
            parent.cancel("meanwhile");
            Thread waiting = Objects.requireNonNull(thread.get());
            while (parent.state() != TaskState.WAITING || waiting.isInterrupted()) {
                Thread.yield();
            }
            end.release();
            return parent;
        });
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void aCancelThatRacesWithTheEndOfAWaitIsNotMissedBehindIt() {
        run(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                int round = i;
                var place = new AsyncSemaphore(1);
                place.acquire();
                Task<Boolean> task = group(g -> {
                    Task<Boolean> waiting = g.start(() -> {
                        place.acquire();
                        return blocks();
                    });
                    g.start(() -> {
                        spin(round % 70);
                        waiting.cancel("race");
                    });
                    spin(round % 110);
                    place.release();
                    return waiting;
                });
                assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
            }
        });
    }

    @Test
    void aCancelThatRacesWithTheEndOfAGatherIsNotMissedBehindIt() {
        run(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                int round = i;
                var result = scoped(scope -> group(g -> {
                    g.start(() -> {
                        spin(round % 130);
                        scope.cancel("race");
                    });
                    gather(() -> 1, () -> round, Integer::sum);
                    return blocks();
                }));
                assertThat(result).isEmpty();
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        });
    }

    @Test
    void aCancelThatRacesWithTheEndOfWorkOnAPlatformThreadIsNotMissedBehindIt() {
        run(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                int round = i;
                var result = scoped(scope -> group(g -> {
                    g.start(() -> {
                        spin(round % 170);
                        scope.cancel("race");
                    });
                    toThread(() -> round);
                    return blocks();
                }));
                assertThat(result).isEmpty();
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                assertThat(Async.<Boolean>toThread(() -> Thread.currentThread().isInterrupted()))
                        .isFalse();
            }
        });
    }

    @Test
    void aDeadlineThatRacesWithTheEndOfAWaitIsNotMissedBehindIt() {
        run(() -> {
            for (int i = 0; i < ROUNDS / 10; i++) {
                var limit = Duration.ofNanos(100_000 + i * 1_000L);
                var result = moveOnAfter(limit, () -> {
                    sleep(Duration.ofNanos(200_000));
                    return blocks();
                });
                assertThat(result).isEmpty();
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        });
    }

    @Test
    void aGraceTimeThatEndsWhileTheShieldIsBeingEnteredIsNotMissedInIt() throws Exception {
        var stop = new AtomicBoolean();
        var entering = new AtomicReference<@Nullable Task<?>>();
        Thread inTheWay = Thread.ofPlatform().start(() -> {
            while (!stop.get()) {
                Task<?> task = entering.get();
                if (task != null) {
                    synchronized (task) { // as who looks at the task from outside
                        spin(2_000);
                    }
                    LockSupport.parkNanos(1_000); // monitors are not fair: without it nobody else might get this one
                }
            }
        });
        try {
            run(() -> {
                entering.set(Strand.current());
                for (int i = 0; i < ROUNDS; i++) {
                    var result = scoped(scope -> {
                        scope.cancel("now");
                        return shield(Duration.ofNanos(1), CancelInForeignCodeTest::blocks);
                    });
                    assertThat(result).isEmpty();
                }
            });
        } finally {
            stop.set(true);
            inTheWay.join();
        }
    }

    /** Pulls a first value from a body that then waits in its yield, cancels the scope around both and closes it. */
    @Test
    void theCleanUpOfAPulledGeneratorIsNotInterruptedByTheCancelOfItsConsumer() {
        var steps = new ArrayList<String>();
        var body = new AtomicReference<@Nullable Task<?>>();
        AsyncGenerator<Integer> numbers = AsyncGenerator.of(out -> {
            body.set(Task.current());
            try {
                out.yield(1);
                steps.add("went on");
            } finally {
                Thread.sleep(1); // as a rollback does
                steps.add("cleaned up");
            }
        });
        var result = scoped(scope -> {
            try (var pulled = numbers.open()) {
                int first = pulled.iterator().next();
                while (Objects.requireNonNull(body.get()).state() != TaskState.WAITING) {
                    Thread.yield();
                }
                scope.cancel("enough");
                checkpoint();
                return first;
            }
        });
        assertThat(result).isEmpty();
        assertThat(steps).containsExactly("cleaned up");
    }
}
