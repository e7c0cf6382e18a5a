package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.List;

/** A task that was cancelled alone and goes on is reported after 30 seconds, once, whoever waits for it (rule R2). */
class LateTaskTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @RapierTest(seeds = 10)
    void aChildThatIgnoresThatItAloneWasCancelledIsReported(TestTime time) {
        group(g -> {
            Task<?> stubborn = g.start("stubborn", () -> shield(() -> sleep(HOUR)));
            g.start("other", () -> sleep(HOUR));
            sleep(SECOND);
            stubborn.cancel("no more");
            return 0;
        });
        assertOneReport(time, "no more");
    }

    @RapierTest(seeds = 10)
    void whoWaitsForItNeedNotBeItsGroup(TestTime time) {
        group(g -> {
            Task<?> stubborn = g.start("stubborn", () -> shield(() -> sleep(HOUR)));
            sleep(SECOND);
            return stubborn.cancelAndWait();
        });
        assertOneReport(time, "cancelled");
    }

    @RapierTest(seeds = 10)
    void itIsReportedOnceWhereItsGroupIsCancelledAsWell(TestTime time) {
        group(g -> {
            Task<?> stubborn = g.start("stubborn", () -> shield(() -> sleep(HOUR)));
            sleep(SECOND);
            stubborn.cancel("no more");
            g.cancel("none of them");
            return 0;
        });
        assertOneReport(time, "no more");
    }

    @RapierTest(seeds = 10)
    void aTaskInTheBackgroundThatIgnoresTheEndOfItsGroupIsReported(TestTime time) {
        group(g -> {
            g.background("stubborn", () -> shield(() -> sleep(HOUR)));
            sleep(SECOND);
            return 0;
        });
        assertOneReport(time, "the group has ended");
    }

    @RapierTest(seeds = 10)
    void whoEndsInTimeIsNotReported(TestTime time) {
        group(g -> {
            Task<?> swift = g.start("swift", () -> shield(() -> sleep(SECOND.multipliedBy(29))));
            sleep(SECOND.dividedBy(2));
            swift.cancel("no more");
            g.start(() -> sleep(HOUR));
            return 0;
        });
        assertThat(time.elapsed()).isEqualTo(HOUR.plus(SECOND.dividedBy(2)));
        assertThat(time.takeWarnings()).isEmpty();
    }

    private static void assertOneReport(TestTime time, String reason) {
        List<String> warnings = time.takeWarnings();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("task stubborn was cancelled (" + reason + ") and still runs after another 30 s, in")
                .contains("Async.sleep");
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(HOUR);
    }
}
