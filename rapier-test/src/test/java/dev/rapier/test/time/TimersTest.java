package dev.rapier.test.time;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the clock does with deadlines that meet, that are called off, and with a world inside a world. */
class TimersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whatIsDueAtOneTimeComesInAnyOrder() {
        Set<String> orders = new HashSet<>();
        Set<Boolean> timedOut = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            orders.add(TestTime.run(seed, time -> {
                StringBuilder order = new StringBuilder();
                gather(
                        () -> {
                            sleep(SECOND);
                            return order.append('a');
                        },
                        () -> {
                            sleep(SECOND);
                            return order.append('b');
                        });
                assertThat(time.elapsed()).isEqualTo(SECOND);
                return order.toString();
            }));
            timedOut.add(TestTime.run(
                    seed,
                    time -> moveOnAfter(SECOND, () -> {
                                sleep(SECOND);
                                return 1;
                            })
                            .isEmpty()));
        }
        assertThat(orders).containsExactlyInAnyOrder("ab", "ba");
        assertThat(timedOut).as("the deadline and the end of the sleep").containsExactlyInAnyOrder(true, false);
    }

    @RapierTest
    void aSleepThatWasCancelledDoesNotMoveTheClock(TestTime time) {
        group(g -> {
            Task<?> sleeps = g.start(() -> sleep(HOUR));
            sleep(SECOND);
            sleeps.cancel();
            return 0;
        });
        time.runUntilIdle();
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest
    void aTimeoutThatWasNotNeededDoesNotMoveTheClock(TestTime time) {
        timeout(HOUR, () -> sleep(SECOND));
        time.runUntilIdle();
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest
    void aWorldInsideAWorldHasAClockOfItsOwn(TestTime time) {
        Duration inner = TestTime.run(time.seed(), other -> {
            sleep(HOUR);
            return other.elapsed();
        });
        assertThat(inner).isEqualTo(HOUR);
        assertThat(time.elapsed()).isZero();
        sleep(SECOND);
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }
}
