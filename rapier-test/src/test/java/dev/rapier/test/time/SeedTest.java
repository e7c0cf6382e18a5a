package dev.rapier.test.time;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** How many seeds a test gets, and how a failure names the one to repeat. */
class SeedTest {
    private static final String ONE = "rapier.seed";
    private static final String MANY = "rapier.seeds";
    private static final Pattern REPEAT =
            Pattern.compile("failed with seed (\\d+); -Drapier\\.seed=(\\d+) repeats it alone");

    /** What each seed of {@link Race} saw; the test kit runs on this thread. */
    private static final Map<Long, String> SEEN = new TreeMap<>();

    private final Map<String, String> before = new TreeMap<>();

    /** Fails where the second task overtakes the first. */
    static class Race {
        @RapierTest(seeds = 7)
        void theFirstIsFirst(TestTime time) {
            List<String> order = new ArrayList<>();
            gather(
                    () -> {
                        checkpoint();
                        return order.add("first");
                    },
                    () -> {
                        checkpoint();
                        return order.add("second");
                    });
            SEEN.put(time.seed(), String.join(" ", order));
            assertThat(order).containsExactly("first", "second");
        }
    }

    @BeforeEach
    void forgetTheSeedsOfThisBuild() {
        for (String property : List.of(ONE, MANY)) {
            String value = System.clearProperty(property);
            if (value != null) {
                before.put(property, value);
            }
        }
        SEEN.clear();
    }

    @AfterEach
    void restore() {
        System.clearProperty(ONE);
        System.clearProperty(MANY);
        before.forEach(System::setProperty);
    }

    private static TestExecutionSummary run() {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Race.class))
                                .build(),
                        summary);
        return summary.getSummary();
    }

    @Test
    void aTestRunsWithItsOwnNumberOfSeedsOrThatOfTheProperty() {
        run();
        assertThat(SEEN.keySet()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        System.setProperty(MANY, "200");
        assertThat(run().getTestsStartedCount()).isEqualTo(200);
    }

    @Test
    void aFailureNamesItsSeedWhichRepeatsItAlone() {
        System.setProperty(MANY, "50");
        Throwable failure = run().getFailures().getFirst().getException();
        Matcher said = REPEAT.matcher(failure.getSuppressed()[0].getMessage());
        assertThat(said.matches()).isTrue();
        long seed = Long.parseLong(said.group(1));
        String order = SEEN.get(seed);
        assertThat(order).isEqualTo("second first");

        System.setProperty(ONE, said.group(2));
        for (int i = 0; i < 20; i++) {
            SEEN.clear();
            assertThat(run().getTestsFailedCount()).isEqualTo(1);
            assertThat(SEEN).containsExactly(Map.entry(seed, order));
        }
    }
}
