package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code run} where it makes little sense, and calls that need a task where there is none. */
@Timeout(60)
class BadInputRunTest {
    @AfterEach
    void clean() {
        Thread.interrupted();
    }

    @Test
    void aRunInsideARunIsACall() {
        run(() -> {
            Task<?> outer = Task.current();
            assertThat(run(() -> Task.current())).as("the same task").isSameAs(outer);
            assertThat(run(() -> run(() -> 1) + 1)).isEqualTo(2);
            assertThatThrownBy(() -> timeout(Duration.ofMillis(1), () -> run(() -> sleep(Duration.ofHours(1)))))
                    .as("and a cancel goes through it")
                    .isInstanceOf(AsyncTimeoutException.class);
        });
    }

    @Test
    void aPendingInterruptCancelsARunOnAPlatformThread() {
        assertThat(Thread.currentThread().isVirtual()).isFalse();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> run(() -> sleep(Duration.ofHours(1))))
                .isInstanceOf(Cancellation.class)
                .hasMessage("the thread was interrupted");
        assertThat(Thread.currentThread().isInterrupted())
                .as("it has been told")
                .isFalse();
        assertThat(run(() -> gather(() -> 1, () -> 2, Integer::sum))).isEqualTo(3);
    }

    @Test
    void aPendingInterruptThatNobodyMetStays() {
        Thread.currentThread().interrupt();
        assertThat(run(() -> 5)).isEqualTo(5);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void aPendingInterruptEndsAGatherOutsideAnyTask() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gather(() -> sleepLong(), () -> sleepLong())).isInstanceOf(Cancellation.class);
        assertThat(run(() -> gather(() -> 1, () -> 2, Integer::sum))).isEqualTo(3);
    }

    private static int sleepLong() {
        sleep(Duration.ofHours(1));
        return 1;
    }

    @Test
    void whatNeedsATaskSaysSo() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                TaskGroup::open,
                () -> TaskGroup.supervised((task, failure) -> {}),
                Task::current,
                CancelScope::current,
                () -> AsyncGenerator.from(List.of(1)).open())) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no task is running here; wrap the call in Async.run(() -> ...)");
        }
        assertThat(Task.find()).isEmpty();
    }

    @Test
    void aRootTaskRunsOnce() {
        RootTask<Integer> task = RootTask.of("once", () -> 1);
        task.run();
        task.run();
        assertThat(task.outcome()).isEqualTo(new Outcome.Success<>(1));
        assertThat(task.cancel()).isFalse();
        RootTask<Integer> cancelled = RootTask.of("never", () -> 1);
        cancelled.cancel("before");
        cancelled.run();
        assertThat(cancelled.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(cancelled.cancelReason()).contains("before");
    }
}
