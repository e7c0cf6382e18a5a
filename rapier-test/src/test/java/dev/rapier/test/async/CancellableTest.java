package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Operations that have an abort, with calls of Rapier and scopes inside them. */
class CancellableTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicInteger aborts = new AtomicInteger();

    @RapierTest
    void aCancelReachesACallOfRapierInsideTheOperation(TestTime time) {
        Task<?> task = group(g -> {
            Task<?> waits = g.start(() -> cancellable(() -> sleep(HOUR), aborts::incrementAndGet));
            sleep(SECOND);
            waits.cancel();
            return waits;
        });
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(aborts).hasValue(1);
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest
    void aTimeoutInsideTheOperationAbortsWhatRunsThenAndNoMore(TestTime time) {
        assertThatThrownBy(() -> cancellable(
                        () -> {
                            moveOnAfter(SECOND, () -> {
                                sleep(HOUR);
                                return 0;
                            });
                            throw new IOException("of the operation");
                        },
                        aborts::incrementAndGet))
                .isInstanceOf(IOException.class);
        assertThat(aborts).hasValue(1);
        checkpoint();
    }

    @RapierTest
    void aCancelFromOutsideAbortsAtTheEndOfAShieldInsideTheOperation(TestTime time) {
        group(g -> {
            Task<?> task = g.start(() -> cancellable(
                    () -> {
                        shield(() -> sleep(SECOND.multipliedBy(20)));
                        assertThat(Thread.currentThread().isInterrupted())
                                .as("it would harm what the operation does next")
                                .isFalse();
                        sleep(HOUR);
                    },
                    aborts::incrementAndGet));
            sleep(SECOND);
            task.cancel();
            assertThat(aborts).hasValue(0);
            return 0;
        });
        assertThat(aborts).hasValue(1);
        assertThat(time.elapsed()).isEqualTo(SECOND.multipliedBy(20));
    }
}
