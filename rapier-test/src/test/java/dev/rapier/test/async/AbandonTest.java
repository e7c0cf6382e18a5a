package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.ContextVar;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Operations that nothing can stop. */
class AbandonTest {
    @RapierTest
    void anOperationThatCompletesGivesItsValueOrFailure() {
        ContextVar<String> variable = ContextVar.of("variable");
        assertThat(variable.call("seen", () -> abandonOnCancel(variable::get, value -> {})))
                .isEqualTo("seen");
        IOException failure = new IOException("broken");
        assertThatThrownBy(() -> abandonOnCancel(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @RapierTest
    void aCancelLeavesTheOperationToItselfAndItsValueIsReleased() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicReference<String> value = new AtomicReference<>();
        Task<?> task = group(g -> {
            Task<?> reads = g.start(() -> abandonOnCancel(
                    () -> {
                        begun.countDown();
                        while (stop.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        return "late";
                    },
                    late -> {
                        value.set(late);
                        released.countDown();
                    }));
            toThread(() -> begun.await());
            reads.cancel("no time");
            assertThat(reads.cancelAndWait()).isInstanceOf(Outcome.Cancelled.class);
            return reads;
        });
        assertThat(task.cancelReason()).contains("no time");
        stop.countDown();
        toThread(() -> released.await());
        assertThat(value).hasValue("late");
    }
}
