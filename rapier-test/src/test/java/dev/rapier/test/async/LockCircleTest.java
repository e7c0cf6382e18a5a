package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncLock;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lock whose owner will give it back holds up nobody for ever, whoever started whom. */
class LockCircleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AsyncLock lock = new AsyncLock("shared");

    @RapierTest
    void aTaskMayAwaitOneThatWaitsForALockOfTheBodyThatStartedBoth(TestTime time) {
        int value = group(g -> lock.withLock(() -> {
                    var outer = g.start(() ->
                            group(h -> h.start(() -> lock.withLock(() -> 42)).await()));
                    sleep(SECOND);
                    assertThat(lock.waiting()).isEqualTo(1);
                    return outer;
                }))
                .await();
        assertThat(value).isEqualTo(42);
    }

    @RapierTest
    void anOwnerMayWaitForAGroupThatTheNextOneIsNotIn(TestTime time) {
        group(g -> {
            lock.withLock(() -> {
                g.start(() -> {
                    sleep(SECOND);
                    lock.withLock(() -> {});
                });
                group(h -> h.start(() -> sleep(SECOND.multipliedBy(2))));
            });
            return 0;
        });
        assertThat(time.elapsed()).isEqualTo(SECOND.multipliedBy(2));
    }

    @Test
    void aTaskOnTheVeryThreadThatHasTheLockIsRefusedAtOnce() {
        var stock = new AsyncLock("stock");
        assertThatThrownBy(() -> stock.withLock(() -> run(() -> stock.withLock(() -> 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waiting for lock stock held by thread")
                .hasMessageContaining("runs on that very thread");
        assertThat(stock.isLocked()).isFalse();
    }
}
