package dev.rapier.stress;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.CancelScope;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The abort of a call must not come when the call has ended: it would hit the next statement of the same connection. */
@Timeout(300)
class AbortRaceTest {
    private static final int ROUNDS = StressLength.rounds(20_000);

    @Test
    void anAbortComesWhileItsOwnCallIsOpenOrNotAtAll() throws InterruptedException {
        var open = new AtomicReference<CancelScope>();
        var call = new AtomicInteger();
        var late = new AtomicInteger();
        var aborts = new AtomicInteger();
        Thread canceller = Thread.ofPlatform().start(() -> {
            while (call.get() >= 0) {
                CancelScope scope = open.getAndSet(null);
                if (scope != null) {
                    scope.cancel("race");
                }
            }
        });
        run(() -> {
            for (int i = 1; i <= ROUNDS; i++) {
                int round = i;
                scoped(scope -> {
                    call.set(round);
                    cancellable(
                            () -> {
                                open.set(scope);
                                for (int n = 0; n < round % 100; n++) {
                                    Thread.onSpinWait();
                                }
                            },
                            () -> {
                                aborts.incrementAndGet();
                                if (call.get() != round) {
                                    late.incrementAndGet();
                                }
                            });
                    return 1;
                });
                call.set(0);
            }
        });
        call.set(-1);
        canceller.join();
        assertThat(aborts).hasPositiveValue();
        assertThat(late).hasValue(0);
    }
}
