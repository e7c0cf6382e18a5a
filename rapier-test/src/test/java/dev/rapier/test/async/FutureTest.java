package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.ChildCancelled;
import dev.rapier.test.RapierTest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Futures of other libraries. */
class FutureTest {
    @RapierTest
    void aFutureGivesItsValue() {
        assertThat(await(CompletableFuture.completedFuture(1))).isEqualTo(1);
        assertThat(await(CompletableFuture.supplyAsync(() -> 2, Runnable::run))).isEqualTo(2);
        CompletableFuture<Integer> later = new CompletableFuture<>();
        assertThat(gather(() -> await(later), () -> later.complete(3)).first()).isEqualTo(3);
    }

    @RapierTest
    void whatAFutureFailedWithIsThrownUnwrapped() {
        IOException failure = new IOException("of the future");
        assertThatThrownBy(() -> await(CompletableFuture.failedFuture(failure))).isSameAs(failure);
        CompletableFuture<Integer> cancelled = new CompletableFuture<>();
        cancelled.cancel(true);
        assertThatThrownBy(() -> await(cancelled)).isInstanceOf(ChildCancelled.class);
    }

    @RapierTest(seeds = 5)
    void aCancelOfTheTaskCancelsTheFuture() {
        CompletableFuture<Integer> never = new CompletableFuture<>();
        group(g -> {
            var waits = g.start(() -> await(never));
            checkpoint();
            waits.cancelAndWait();
            return 0;
        });
        if (never.isDone()) { // else it was cancelled before it began
            assertThat(never.isCancelled()).isTrue();
        }
        CompletableFuture<Integer> second = new CompletableFuture<>();
        assertThatThrownBy(() -> timeout(Duration.ZERO, () -> await(second))).isInstanceOf(AsyncTimeoutException.class);
    }
}
