package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Iteration;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Closing a generator that has a task of its own, whatever that is at. */
class PullTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WHILE = Duration.ofSeconds(20);

    private final List<String> steps = new ArrayList<>();

    @RapierTest
    void aValueThatComesWhileTheConsumerClosesEndsTheBody(TestTime time) {
        AsyncGenerator<Integer> unmoved = AsyncGenerator.of(out -> {
            try {
                shield(() -> {
                    sleep(WHILE);
                    out.yield(1);
                });
            } finally {
                steps.add("unwound");
            }
        });
        Task<?> task = group(g -> {
            Task<?> pulls = g.start(() -> {
                try (Iteration<Integer> pulled = unmoved.open()) {
                    pulled.iterator().next();
                }
            });
            sleep(SECOND);
            pulls.cancel();
            return pulls;
        });
        assertThat(steps).containsExactly("unwound");
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(time.elapsed()).isEqualTo(WHILE);
    }

    @RapierTest
    void aForgottenPullWhoseCleanUpFailsIsReportedAndItsTaskEnds(TestTime time) {
        AsyncGenerator<Integer> failing = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                fail();
            }
        });
        int value = gather(() -> failing.open().iterator().next(), () -> 0).first();
        assertThat(value).isEqualTo(1);
        assertThat(time.takeWarnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("without closing"))
                .anySatisfy(warning -> assertThat(warning).contains("of the clean-up"));
    }

    private static void fail() throws IOException {
        throw new IOException("of the clean-up");
    }
}
