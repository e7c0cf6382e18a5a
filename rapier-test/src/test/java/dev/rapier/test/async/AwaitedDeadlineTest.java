package dev.rapier.test.async;

import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.sleep;
import static dev.rapier.async.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;

/** A deadline that ends a task and who awaits it is a deadline, whichever of the two hears of it first. */
class AwaitedDeadlineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static int forAWeek() {
        return group(group -> group.start(() -> {
                    sleep(Duration.ofDays(7));
                    return 1;
                })
                .await());
    }

    @RapierTest(seeds = 100)
    void ofALimit(TestTime time) {
        assertThat(moveOnAfter(SECOND, () -> forAWeek())).isEmpty();
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest(seeds = 100)
    void ofATimeout(TestTime time) {
        assertThatThrownBy(() -> timeout(SECOND, () -> forAWeek())).isInstanceOf(AsyncTimeoutException.class);
    }
}
