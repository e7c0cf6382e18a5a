package dev.rapier.test.badinput;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.CancelScope;
import java.time.Duration;

/** What a task can do after an error, if nothing was corrupted by it. */
final class WorksOn {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private WorksOn() {}

    /** The calling task is not cancelled, waits, starts tasks, and its deadlines reach it. */
    static void theTask() {
        assertThat(CancelScope.current().isCancelled()).isFalse();
        sleep(SECOND);
        assertThat(gather(() -> 1, () -> 2, Integer::sum)).isEqualTo(3);
        assertThatThrownBy(() -> timeout(SECOND, () -> sleep(Duration.ofHours(1))))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
