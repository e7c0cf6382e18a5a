package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.ChildCancelled;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Generators whose two sides run side by side: buffered, mapConcurrently, mapUnordered, zip. */
class ConcurrentGeneratorTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    private AsyncGenerator<Integer> everySecond(int count) {
        return AsyncGenerator.of(out -> {
            try {
                for (int i = 0; i < count; i++) {
                    sleep(SECOND);
                    out.yield(i);
                }
            } finally {
                steps.add("source ended");
            }
        });
    }

    @RapierTest(seeds = 50)
    void aBufferLetsBothSidesWorkAtOnce(TestTime time) {
        List<Integer> seen = new ArrayList<>();
        everySecond(10).buffered(4).forEach(value -> {
            sleep(SECOND);
            seen.add(value);
        });
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(11));
    }

    @RapierTest(seeds = 50)
    void aBufferHoldsNoMoreThanItsCapacity() {
        for (int capacity : List.of(1, 2, 3, 64)) {
            int[] made = {0};
            int[] used = {0};
            AsyncGenerator<Integer> source = AsyncGenerator.of(out -> {
                for (int i = 0; i < 200; i++) {
                    made[0]++;
                    assertThat(made[0] - used[0]).isLessThanOrEqualTo(capacity + 2);
                    out.yield(i);
                }
            });
            source.buffered(capacity).forEach(value -> {
                assertThat(value).isEqualTo(used[0]++);
                checkpoint();
            });
            assertThat(used[0]).isEqualTo(200);
        }
    }

    @RapierTest(seeds = 50)
    void theFailureOfABufferedSourceComesAfterItsValues() {
        IOException failure = new IOException("broken");
        AsyncGenerator<Integer> source = AsyncGenerator.of(out -> {
            out.yield(1);
            out.yield(2);
            throw failure;
        });
        List<Integer> seen = new ArrayList<>();
        assertThatThrownBy(() -> source.buffered(8).forEach(seen::add)).isSameAs(failure);
        assertThat(seen).containsExactly(1, 2);
    }

    @RapierTest(seeds = 50)
    void aConsumerThatStopsEndsTheBufferedSource(TestTime time) {
        assertThat(everySecond(1_000).buffered(2).take(3).toList()).containsExactly(0, 1, 2);
        assertThat(steps).containsExactly("source ended");
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(10));
        AsyncGenerator<Integer> thenSlow = AsyncGenerator.of(out -> {
            for (int i = 0; ; i++) {
                out.yield(i);
                if (i == 1) {
                    sleep(HOUR);
                }
            }
        });
        Duration before = time.elapsed();
        assertThat(thenSlow.buffered(1).take(2).toList()).containsExactly(0, 1);
        assertThat(time.elapsed()).as("a source at work is cancelled").isEqualTo(before);
    }

    @RapierTest(seeds = 50)
    void aCancelReachesBothSidesOfABuffer() {
        Task<?> task = group(g -> {
            Task<?> consumes = g.start(() -> everySecond(1_000).buffered(2).forEach(value -> {}));
            sleep(Duration.ofMillis(2_500));
            consumes.cancel("stop");
            return consumes;
        });
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(steps).containsExactly("source ended");
    }

    @RapierTest(seeds = 50)
    void mapConcurrentlyKeepsTheOrderAndTheLimit(TestTime time) {
        int[] running = {0};
        int[] most = {0};
        List<Integer> results = AsyncGenerator.from(
                        IntStream.range(0, 12).boxed().toList())
                .mapConcurrently(4, value -> {
                    most[0] = Math.max(most[0], ++running[0]);
                    sleep(SECOND);
                    running[0]--;
                    return value * value;
                })
                .toList();
        assertThat(results).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121);
        assertThat(most[0]).isEqualTo(4);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @RapierTest(seeds = 50)
    void mapUnorderedGivesResultsAsTheyCome(TestTime time) {
        assertThat(AsyncGenerator.from(List.of(3, 1, 2))
                        .mapUnordered(3, value -> {
                            sleep(Duration.ofSeconds(value));
                            return value;
                        })
                        .toList())
                .containsExactly(1, 2, 3);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @RapierTest(seeds = 50)
    void aFailureInAConcurrentMapCancelsTheRest(TestTime time) {
        IOException failure = new IOException("broken");
        assertThatThrownBy(() -> everySecond(100)
                        .mapConcurrently(4, value -> {
                            if (value == 2) {
                                throw failure;
                            }
                            sleep(HOUR);
                            return value;
                        })
                        .toList())
                .isSameAs(failure);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(steps).containsExactly("source ended");
    }

    @RapierTest(seeds = 50)
    void aConsumerThatStopsEndsAConcurrentMap(TestTime time) {
        assertThat(everySecond(100).mapConcurrently(2, value -> value).take(2).toList())
                .containsExactly(0, 1);
        assertThat(time.elapsed()).isLessThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(steps).containsExactly("source ended");
    }

    @RapierTest
    void zipEndsWithTheShorterOne() {
        AsyncGenerator<Integer> numbers = AsyncGenerator.from(List.of(1, 2, 3));
        AsyncGenerator<String> letters = AsyncGenerator.from(List.of("a", "b"));
        assertThat(numbers.zip(letters, (number, letter) -> number + letter).toList())
                .containsExactly("1a", "2b");
        assertThat(letters.zip(numbers, (letter, number) -> letter + number).toList())
                .containsExactly("a1", "b2");
        assertThat(numbers.drop(2).toList()).containsExactly(3);
    }

    @RapierTest
    void nonsenseIsRefused() {
        AsyncGenerator<Integer> numbers = AsyncGenerator.from(List.of(1));
        assertThatThrownBy(() -> numbers.buffered(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbers.mapConcurrently(0, value -> value))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbers.drop(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @RapierTest
    void aCancelOfOneTaskAloneIsNotTakenForTheEndOfItsValues() {
        AsyncGenerator<Integer> cancelsItself = AsyncGenerator.of(out -> {
            out.yield(1);
            Task.current().cancel("alone");
            sleep(Duration.ofMillis(1));
            out.yield(2);
        });
        AsyncGenerator<Integer> numbers = AsyncGenerator.from(List.of(1, 2, 3));
        assertThatThrownBy(() ->
                        AsyncGenerator.merge(List.of(cancelsItself, numbers)).toList())
                .isInstanceOf(ChildCancelled.class)
                .hasMessageContaining("alone");
        assertThatThrownBy(() -> numbers.mapUnordered(2, number -> {
                            if (number == 2) {
                                Task.current().cancel("alone");
                                sleep(Duration.ofMillis(1));
                            }
                            return number;
                        })
                        .toList())
                .isInstanceOf(ChildCancelled.class)
                .hasMessageContaining("alone");
        checkpoint();
    }

    @RapierTest
    void aCancelledRaceDoesNotReportCoroutinesThatItDidNotStart() {
        assertThat(scoped(scope -> {
                    scope.cancel("before it");
                    return race(async(() -> 1), async(() -> 2), async(() -> 3));
                }))
                .isEmpty();
    }
}
