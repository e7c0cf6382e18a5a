package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An interrupt from outside cancels the task, also where an inner scope is cancelled at the same moment (rule R9). */
class OutsideInterruptTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Who comes first is drawn: the deadline or the interrupt. */
    @RapierTest(seeds = 40)
    void anInterruptThatMeetsADeadlineInAWaitIsNotLost(TestTime time) {
        assertInterrupted(() -> moveOnAfter(SECOND, () -> sleep(HOUR)));
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest(seeds = 40)
    void anInterruptThatMeetsADeadlineAtTheEndOfAGroupIsNotLost(TestTime time) {
        assertInterrupted(() -> moveOnAfter(
                SECOND,
                () -> group(g -> {
                    g.start(() -> sleep(HOUR));
                    return 0;
                })));
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest(seeds = 40)
    void anInterruptThatMeetsADeadlineInTheLastOfAGatherIsNotLost(TestTime time) {
        assertInterrupted(() -> moveOnAfter(SECOND, () -> gather(() -> rest(HOUR), () -> rest(HOUR))));
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest(seeds = 20)
    void aTaskWhoseInnerScopeAloneIsCancelledGoesOn() {
        Task<String> task = group(g -> g.start(() -> {
            moveOnAfter(SECOND, () -> sleep(HOUR));
            moveOnAfter(SECOND, () -> group(inner -> inner.start(() -> sleep(HOUR))));
            sleep(SECOND);
            return "went on";
        }));
        assertThat(task.outcome()).isEqualTo(new Outcome.Success<>("went on"));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static int rest(Duration duration) {
        sleep(duration);
        return 0;
    }

    /** Interrupts the work after a second; it must not go on after its own limit. */
    private static void assertInterrupted(Work work) {
        var thread = new AtomicReference<@Nullable Thread>();
        Task<String> task = group(g -> {
            Task<String> worker = g.start(() -> {
                thread.set(Thread.currentThread());
                work.run();
                sleep(HOUR);
                return "was not interrupted";
            });
            g.start(() -> {
                sleep(SECOND);
                Objects.requireNonNull(thread.get()).interrupt();
            });
            return worker;
        });
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(task.cancelReason()).contains("the thread was interrupted");
    }
}
