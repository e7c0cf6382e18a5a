package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Generators merged, in batches, collected, and asked for their first value. */
class GeneratorShapeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> steps = new ArrayList<>();

    private AsyncGenerator<String> every(int seconds, String... values) {
        return AsyncGenerator.of(out -> {
            try {
                for (String value : values) {
                    sleep(SECOND.multipliedBy(seconds));
                    out.yield(value);
                }
            } finally {
                steps.add("end of " + values[0]);
            }
        });
    }

    @RapierTest
    void mergedValuesComeAsTheyAreMade(TestTime time) {
        assertThat(AsyncGenerator.merge(List.of(every(2, "a", "b"), every(3, "c", "d")))
                        .toList())
                .containsExactly("a", "c", "b", "d");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(6));
        assertThat(steps).containsExactlyInAnyOrder("end of a", "end of c");
        assertThat(AsyncGenerator.<String>merge(List.of()).toList()).isEmpty();
    }

    @RapierTest
    void aConsumerThatHasHadEnoughEndsAllThatAreMerged(TestTime time) {
        assertThat(AsyncGenerator.merge(List.of(every(2, "a", "b"), every(3, "c", "d")))
                        .first())
                .contains("a");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
        assertThat(steps).containsExactlyInAnyOrder("end of a", "end of c");
    }

    @RapierTest
    void aFailureOfOneEndsTheOthers() {
        IOException failure = new IOException("of the second");
        AsyncGenerator<String> broken = AsyncGenerator.of(out -> {
            sleep(SECOND.multipliedBy(3));
            throw failure;
        });
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> AsyncGenerator.merge(List.of(every(2, "a", "b", "c"), broken))
                        .forEach(seen::add))
                .isSameAs(failure);
        assertThat(seen).containsExactly("a");
        assertThat(steps).containsExactly("end of a");
    }

    @RapierTest
    void batchesAreFullButTheLast() {
        AsyncGenerator<Integer> five = AsyncGenerator.from(List.of(1, 2, 3, 4, 5));
        assertThat(five.batched(2).toList()).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        assertThat(five.batched(5).toList()).containsExactly(List.of(1, 2, 3, 4, 5));
        assertThat(five.batched(2).take(1).toList()).containsExactly(List.of(1, 2));
        assertThat(AsyncGenerator.from(List.of()).batched(3).toList()).isEmpty();
    }

    @RapierTest
    void theFirstValueEndsTheSource(TestTime time) {
        assertThat(every(1, "a", "b").first()).contains("a");
        assertThat(time.elapsed()).isEqualTo(SECOND);
        assertThat(steps).containsExactly("end of a");
        assertThat(AsyncGenerator.from(List.of()).first()).isEmpty();
    }

    @RapierTest
    void collectorsOfTheJdkWork() {
        Map<Boolean, Long> counts = AsyncGenerator.from(List.of(1, 2, 3))
                .collect(Collectors.partitioningBy(x -> x > 1, Collectors.counting()));
        assertThat(counts).isEqualTo(Map.of(false, 1L, true, 2L));
        assertThat(every(1, "a", "b").collect(Collectors.joining("-"))).isEqualTo("a-b");
    }
}
