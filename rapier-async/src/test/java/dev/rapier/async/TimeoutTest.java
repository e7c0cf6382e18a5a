package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void aBodyThatEndsInTimeReturnsItsValue() {
        assertThat(timeout(LONG, () -> "value")).isEqualTo("value");
    }

    @Test
    void aBodyThatIsLateIsCancelledAndItsCleanUpAwaited() {
        var cleanedUp = new AtomicBoolean();
        assertThatThrownBy(() -> timeout(SHORT, () -> {
                    try {
                        sleep(LONG);
                    } finally {
                        cleanedUp.set(true);
                    }
                }))
                .isInstanceOf(AsyncTimeoutException.class)
                .hasMessage("timed out after 10 ms");
        assertThat(cleanedUp).isTrue();
    }

    @Test
    void foreignBlockingCodeIsInterrupted() {
        assertThatThrownBy(() -> timeout(SHORT, () -> new CountDownLatch(1).await()))
                .isInstanceOf(AsyncTimeoutException.class);
    }

    @Test
    void afterACaughtTimeoutTheTaskWorksOn() {
        run(() -> {
            assertThatThrownBy(() -> timeout(SHORT, () -> sleep(LONG))).isInstanceOf(AsyncTimeoutException.class);
            sleep(Duration.ofMillis(1));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @Test
    void r5OfTwoNestedTimeoutsThatHavePassedTheOuterOneThrows() {
        run(() -> {
            var inner = new AtomicBoolean();
            assertThatThrownBy(() -> timeout(SHORT, () -> {
                        try {
                            timeout(LONG, () -> sleep(LONG));
                        } catch (AsyncTimeoutException e) {
                            inner.set(true);
                        }
                    }))
                    .isInstanceOf(AsyncTimeoutException.class)
                    .hasMessageContaining("10 ms");
            assertThat(inner).isFalse();
        });
    }

    @Test
    void r5ACancelFromOutsideIsNeverReportedAsATimeout() {
        var underWay = new CountDownLatch(1);
        group(g -> {
            Task<String> task = g.start(() -> timeout(LONG, () -> {
                underWay.countDown();
                sleep(LONG);
                return "";
            }));
            underWay.await();
            task.cancel("outside");
            assertThat(task.cancelAndWait()).isInstanceOf(Outcome.Cancelled.class);
            return null;
        });
    }

    @Test
    void aForeignExceptionPassesAndTheTimeoutStaysVisible() {
        assertThatThrownBy(() -> timeout(SHORT, () -> {
                    try {
                        sleep(LONG);
                    } catch (Cancellation c) {
                        throw new IOException("clean-up failed");
                    }
                }))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).isInstanceOf(AsyncTimeoutException.class));
    }

    @Test
    void moveOnAfterIsEmptyWhenLate() {
        assertThat(moveOnAfter(SHORT, () -> {
                    sleep(LONG);
                    return "x";
                }))
                .isEmpty();
        assertThat(moveOnAfter(LONG, () -> "x")).contains("x");
    }

    @Test
    void aScopeCanBeCancelledByItsBody() {
        run(() -> {
            assertThat(scoped(scope -> {
                        scope.cancel("enough");
                        sleep(LONG);
                        return "x";
                    }))
                    .isEmpty();
            sleep(Duration.ofMillis(1));
        });
    }

    @Test
    void theRemainingTimeIsThatOfTheNearestDeadline() {
        timeout(
                LONG,
                () -> timeout(Duration.ofSeconds(10), () -> {
                    assertThat(CancelScope.current().remaining().orElseThrow())
                            .isLessThanOrEqualTo(Duration.ofSeconds(10));
                    return null;
                }));
        run(() -> assertThat(CancelScope.current().remaining()).isEmpty());
    }

    @Test
    void manyDeadlinesInAnyOrderAllFire() {
        int late = map(
                        java.util.stream.IntStream.range(0, 500).boxed().toList(),
                        i -> moveOnAfter(Duration.ofMillis(1 + (i * 37) % 50), () -> {
                                            sleep(LONG);
                                            return 1;
                                        })
                                        .isEmpty()
                                ? 1
                                : 0)
                .stream()
                .mapToInt(x -> x)
                .sum();
        assertThat(late).isEqualTo(500);
    }

    @Test
    void badDurationsAreRefusedAtOnce() {
        assertThatThrownBy(() -> sleep(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timeout(Duration.ofDays(365_000_000), () -> 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatFailedInTheCleanUpOfALateBodyIsSuppressedOnTheTimeout() {
        var failure = new IOException("close");
        AutoCloseable failing = () -> {
            throw failure;
        };
        assertThatThrownBy(() -> timeout(SHORT, () -> {
                    try (failing) {
                        sleep(LONG);
                    }
                }))
                .isInstanceOf(AsyncTimeoutException.class)
                .hasSuppressedException(failure);
        assertThatThrownBy(() -> timeout(SHORT, () -> {
                    Resource.of(() -> 1, value -> {
                                throw failure;
                            })
                            .use(value -> {
                                sleep(LONG);
                                return value;
                            });
                }))
                .isInstanceOf(AsyncTimeoutException.class)
                .hasSuppressedException(failure);
    }

    @Test
    void aStackThatOverflowsInsideTimeoutsLeavesTheTaskAsItWas() throws InterruptedException {
        var seen = new AtomicReference<Throwable>();
        var after = new AtomicReference<Object>();
        Runnable program = () -> run(() -> {
            CancelScope before = CancelScope.current();
            try {
                timeoutsWithoutEnd();
            } catch (Throwable failure) {
                seen.set(failure);
            }
            assertThat(CancelScope.current()).isSameAs(before);
            after.set(moveOnAfter(SHORT, () -> sleep(LONG)));
        });
        for (int stack = 200_000; stack < 300_000; stack += 2_000) { // each one overflows somewhere else
            seen.set(null);
            after.set(null);
            Thread thread = new Thread(null, program, "small", stack);
            thread.start();
            thread.join();
            assertThat(seen.get()).isInstanceOf(StackOverflowError.class);
            assertThat(after.get()).isEqualTo(false);
        }
    }

    private static int timeoutsWithoutEnd() {
        return timeout(LONG, () -> timeoutsWithoutEnd() + 1);
    }
}
