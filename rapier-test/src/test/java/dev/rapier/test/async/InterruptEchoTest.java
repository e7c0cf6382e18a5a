package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Code that was told of a cancel and puts the interrupt status up, as Java's code does with an interrupt that it caught: that is the echo
 * of the cancel, and not an interrupt from outside, which would cancel the whole task.
 */
class InterruptEchoTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** The task goes on after its timeout as if nothing had been. */
    private static void worksOn() {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        sleep(SECOND);
        group(g -> g.start(() -> sleep(SECOND)));
        checkpoint();
    }

    private static void timesOut(dev.rapier.async.Action body) {
        assertThatThrownBy(() -> timeout(SECOND, body)).isInstanceOf(AsyncTimeoutException.class);
        worksOn();
    }

    /** What most code does that can't throw an {@link InterruptedException}. */
    private static void sleepAndPutBack() {
        try {
            sleep(HOUR);
        } catch (Cancellation e) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    @RapierTest
    void whoPutsTheInterruptBackIsToldNoOtherCancel() {
        timesOut(InterruptEchoTest::sleepAndPutBack);
    }

    @RapierTest
    void norIsWhoWaitsOnceMoreAfterThat() {
        timesOut(() -> {
            try {
                sleepAndPutBack();
            } finally {
                sleepAndPutBack();
            }
        });
    }

    @RapierTest
    void norWhoCleansUpInAShieldBefore() {
        timesOut(() -> {
            try {
                sleep(HOUR);
            } finally {
                shield(() -> sleep(SECOND));
                Thread.currentThread().interrupt();
            }
        });
    }

    @RapierTest
    void norWhoGathersBefore() {
        timesOut(() -> {
            try {
                sleep(HOUR);
            } catch (Cancellation e) {
                assertThatThrownBy(() -> gather(() -> 1, () -> 2, Integer::sum)).isInstanceOf(Cancellation.class);
                Thread.currentThread().interrupt();
                throw e;
            }
        });
    }

    @RapierTest
    void anAbortMayInterruptTheThreadItself() {
        Thread caller = Thread.currentThread();
        timesOut(() -> cancellable(InterruptEchoTest::sleepAndPutBack, caller::interrupt));
    }

    @RapierTest
    void anInterruptFromOutsideBeforeTheTimeoutCancelsTheTaskAllTheSame() {
        Task<?> interrupted = group(g -> {
            var threads = new ArrayList<Thread>();
            Task<?> task = g.start(() -> {
                threads.add(Thread.currentThread());
                try {
                    timeout(SECOND, InterruptEchoTest::sleepAndPutBack);
                } catch (AsyncTimeoutException e) {
                    worksOn();
                }
                sleep(SECOND);
            });
            checkpoint();
            sleep(Duration.ofMillis(500));
            threads.getFirst().interrupt();
            return task;
        });
        assertThat(interrupted.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }
}
