package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancelled task is watched for 30 s, by an entry in the timer that keeps all it has; when it has ended the entry is gone. */
@Timeout(60)
class CancelledTaskTimerTest {
    private static final int ROUNDS = 60_000;

    private static long entriesOfEndedTasks() throws ReflectiveOperationException {
        var heap = Deadlines.class.getDeclaredField("heap");
        heap.setAccessible(true);
        return Arrays.stream((@Nullable Object[]) heap.get(null))
                .filter(entry -> entry instanceof LateTask late && late.scope.strand.isDone())
                .count();
    }

    @Test
    void aCancelThatRacesWithTheEndOfATaskLeavesNothingInTheTimer() throws Exception {
        var next = new AtomicReference<@Nullable Task<?>>();
        var stop = new AtomicBoolean();
        Thread canceller = Thread.ofPlatform().start(() -> {
            while (!stop.get()) {
                Task<?> task = next.getAndSet(null);
                if (task != null) {
                    task.cancel("race");
                }
            }
        });
        try {
            run(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    int spins = i % 60;
                    group(g -> g.start(() -> {
                        next.set(Task.current());
                        for (int n = 0; n < spins; n++) {
                            Thread.onSpinWait();
                        }
                    }));
                }
            });
        } finally {
            stop.set(true);
            canceller.join();
        }
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (entriesOfEndedTasks() > 0 && System.nanoTime() < limit) {
            Thread.onSpinWait(); // tests beside this one may be about to take theirs out
        }
        assertThat(entriesOfEndedTasks()).isZero();
    }
}
