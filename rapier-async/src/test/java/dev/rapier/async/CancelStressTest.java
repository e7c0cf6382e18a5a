package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancels that race with everything a scope, task or call does; what must hold holds after each of many rounds. */
@Timeout(60)
class CancelStressTest {
    private static final int ROUNDS = 20_000;

    @Test
    void r18ACancelThatRacesWithTheEndOfAScopeLeaksNoInterrupt() throws Exception {
        var scopes = new AtomicReference<CancelScope>();
        var running = new AtomicInteger(1);
        Thread canceller = Thread.ofPlatform().start(() -> {
            while (running.get() == 1) {
                CancelScope scope = scopes.getAndSet(null);
                if (scope != null) {
                    scope.cancel("race");
                }
            }
        });
        var caught = new AtomicInteger();
        run(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                int spin = i % 50;
                var result = scoped(scope -> {
                    scopes.set(scope);
                    for (int n = 0; n < spin; n++) {
                        Thread.onSpinWait();
                    }
                    checkpoint();
                    return 1;
                });
                caught.addAndGet(result.isEmpty() ? 1 : 0);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        });
        running.set(0);
        canceller.join();
        assertThat(caught.get()).isPositive();
    }

    @Test
    void aCancelThatRacesWithTheStartOfATaskIsNeverMissed() {
        run(() -> {
            for (int i = 0; i < ROUNDS / 10; i++) {
                group(g -> {
                    var task = g.start(() -> sleep(Duration.ofMinutes(5)));
                    g.start(() -> task.cancel("race"));
                    return null;
                });
            }
        });
    }

    @Test
    void aGroupThatIsCancelledWhileChildrenStartSiblingsEndsAndKeepsNobody() {
        run(() -> {
            for (int i = 0; i < ROUNDS / 20; i++) {
                assertThat(Async.<Integer>scoped(scope -> group(g -> {
                            for (int n = 0; n < 4; n++) {
                                g.start(() -> {
                                    while (true) {
                                        g.start(() -> checkpoint());
                                        checkpoint();
                                    }
                                });
                            }
                            scope.cancel("race"); // here: the JDK need never run a task of this while those spawn
                            return g.tasks().size();
                        })))
                        .satisfiesAnyOf(
                                v -> assertThat(v).isEmpty(), v -> assertThat(v).isPresent());
            }
        });
    }

    @Test
    void aCancelledWaiterForAPermitEitherHasItOrNot() {
        var semaphore = new Semaphore(2);
        var got = new AtomicInteger();
        for (int round = 0; round < ROUNDS / 100; round++) {
            group(g -> {
                for (int i = 0; i < 8; i++) {
                    var task = g.start(() -> {
                        try {
                            semaphore.acquire();
                        } catch (InterruptedException e) {
                            throw cancelled(e);
                        }
                        try {
                            got.incrementAndGet();
                            checkpoint();
                        } finally {
                            semaphore.release();
                        }
                    });
                    if (i % 3 == 0) {
                        task.cancel("race");
                    }
                }
                return null;
            });
            assertThat(semaphore.availablePermits()).isEqualTo(2);
        }
        assertThat(got.get()).isPositive();
    }

    @Test
    void aTimeoutThatRacesWithACancellableCallAbortsThisCallOnly() {
        run(() -> {
            for (int i = 0; i < ROUNDS / 20; i++) {
                var open = new AtomicInteger();
                moveOnAfter(Duration.ofNanos(i * 50L), () -> {
                    cancellable(
                            () -> {
                                open.set(1);
                                Thread.onSpinWait();
                                open.set(0);
                            },
                            () -> open.compareAndSet(2, 3));
                    return 1;
                });
                open.set(2); // the next call on the same connection: a late abort would hit it
                checkpoint();
                assertThat(open.get()).isEqualTo(2);
            }
        });
    }
}
