package dev.rapier.test.checklist;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.Cancellation;
import dev.rapier.async.ContextVar;
import dev.rapier.async.Iteration;
import dev.rapier.async.Outcome;
import dev.rapier.async.Resource;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Generators and resources: lines 67 to 72. */
class GeneratorChecklistTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    /** 1, 2, 3 ..., a second apart; cleaning up takes a second. */
    private final AsyncGenerator<Integer> numbers = AsyncGenerator.of(out -> {
        try {
            for (int i = 1; ; i++) {
                sleep(SECOND);
                out.yield(i);
                steps.add("after " + i);
            }
        } finally {
            shield(() -> sleep(SECOND));
            steps.add("cleaned up");
        }
    });

    @Checklist(
            value = 67,
            behaviour =
                    "Closing a generator runs its finally blocks, blocking calls and all; the code after the yield does not run.",
            like = "asyncio test_async_gen_asyncio_aclose_07")
    @RapierTest
    void closingAGeneratorRunsItsFinallyBlocks(TestTime time) {
        try (Iteration<Integer> pulled = numbers.open()) {
            assertThat(pulled.iterator().next()).isEqualTo(1);
        }
        assertThat(steps).containsExactly("cleaned up");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
        steps.clear();
        numbers.forEachWhile(i -> i < 2);
        assertThat(steps).as("the same with break in a push").containsExactly("after 1", "cleaned up");
    }

    @Checklist(
            value = 68,
            behaviour = "A yield during close is an error; closing twice, or after the end, is none.",
            like =
                    "asyncio aclose_06, aclose_11, test_async_gen_aclose_twice_with_different_coros, aclose_after_exhaustion")
    @RapierTest
    void aYieldDuringCloseIsAnError() {
        AsyncGenerator<Integer> stubborn = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                out.yield(2);
            }
        });
        assertThatThrownBy(() -> stubborn.forEachWhile(i -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ignored close");
        Iteration<Integer> pulled = stubborn.open();
        assertThat(pulled.iterator().next()).isEqualTo(1);
        assertThatThrownBy(pulled::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ignored close");
        pulled.close();

        Iteration<Integer> exhausted = AsyncGenerator.from(List.of(1, 2)).open();
        assertThat(exhausted).containsExactly(1, 2);
        exhausted.close();
        exhausted.close();
        assertThat(exhausted.iterator().hasNext()).isFalse();
    }

    @Checklist(
            value = 69,
            behaviour = "An exception in the clean-up of a generator reaches whoever closes it.",
            like = "asyncio test_async_gen_asyncio_shutdown_exception_01")
    @RapierTest
    void anExceptionInTheCleanUpIsReported() {
        IOException failure = new IOException("clean-up failed");
        AsyncGenerator<Integer> fails = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                throwIt(failure);
            }
        });
        assertThatThrownBy(() -> fails.forEachWhile(i -> false)).isSameAs(failure);
        Iteration<Integer> pulled = fails.open();
        pulled.iterator().next();
        assertThatThrownBy(pulled::close).isSameAs(failure);
        IllegalStateException consumers = new IllegalStateException("the consumer's own");
        assertThatThrownBy(() -> fails.forEach(i -> {
                    throw consumers;
                }))
                .isSameAs(consumers)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(failure));
    }

    private static void throwIt(IOException failure) throws IOException {
        throw failure;
    }

    @Checklist(
            value = 70,
            behaviour =
                    "A generator that is pulled from its own task can be closed before, during and after the iteration; its cancels stay with it.",
            like =
                    "trio test_as_safe_channel_close_before_iteration, close_during_iteration, genexit_finally, doesnt_leak_cancellation, no_race")
    @RapierTest(seeds = 50)
    void aPulledGeneratorCanBeClosedAtAnyTime() {
        numbers.open().close();
        assertThat(steps).as("its body never began").isEmpty();
        try (Iteration<Integer> pulled = numbers.open()) {
            for (int i : pulled) {
                if (i == 2) {
                    break;
                }
            }
        }
        assertThat(steps).containsExactly("after 1", "cleaned up");
        steps.clear();

        Iteration<Integer> waited = numbers.open();
        assertThatThrownBy(() ->
                        timeout(Duration.ofMillis(500), () -> waited.iterator().next()))
                .isInstanceOf(AsyncTimeoutException.class);
        waited.close();
        assertThat(steps).containsExactly("cleaned up");

        AsyncGenerator<Integer> cancelsItself = AsyncGenerator.of(out -> {
            out.yield(1);
            Task.current().cancel("of the body alone");
            sleep(HOUR);
        });
        try (Iteration<Integer> pulled = cancelsItself.open()) {
            var values = pulled.iterator();
            assertThat(values.next()).isEqualTo(1);
            assertThatThrownBy(values::hasNext).isNotInstanceOf(Cancellation.class);
        }
        checkpoint();
    }

    @Checklist(
            value = 71,
            behaviour =
                    "take(n) ends its source with the n-th value; context, scopes and exceptions stay on their side of a yield.",
            like = "Kotlin flow take, FlowInvariantsTest; jox#220; PEP 789")
    @RapierTest
    void takeEndsItsSourceAndEachSideKeepsItsOwn(TestTime time) {
        assertThat(numbers.take(2).toList()).containsExactly(1, 2);
        assertThat(steps).containsExactly("after 1", "cleaned up");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));

        ContextVar<String> variable = ContextVar.of("variable");
        AsyncGenerator<String> scoped = AsyncGenerator.of(out -> timeout(
                SECOND,
                () -> variable.run("generator", () -> {
                    out.yield("first");
                    assertThat(variable.get()).isEqualTo("generator");
                    out.yield("second");
                })));
        variable.run("consumer", () -> {
            assertThatThrownBy(() -> scoped.forEach(value -> {
                        steps.add(value);
                        assertThat(variable.get()).isEqualTo("consumer");
                        sleep(Duration.ofSeconds(2)); // the generator's timeout does not govern the consumer
                        steps.add("slept");
                    }))
                    .isInstanceOf(AsyncTimeoutException.class);
        });
        assertThat(steps).endsWith("first", "slept");

        IllegalStateException failure = new IllegalStateException("of the consumer");
        AsyncGenerator<Integer> greedy = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } catch (Exception e) {
                steps.add("the generator caught the consumer's exception");
            }
        });
        assertThatThrownBy(() -> greedy.forEach(value -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(steps).doesNotContain("the generator caught the consumer's exception");
    }

    @Checklist(
            value = 72,
            behaviour =
                    "A resource must yield once, no less and no more; what its user throws is not lost, and a failing release is suppressed on it.",
            like =
                    "test_contextlib_async trap_no_yield, trap_second_yield, trap_yield_after_throw, test_async_exit_exception_chaining")
    @RapierTest
    void aResourceMustYieldOnce() {
        assertThatThrownBy(() -> Resource.<Integer>from(out -> {}).use(i -> i))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not yield");
        assertThatThrownBy(() -> Resource.<Integer>from(out -> {
                            out.yield(1);
                            out.yield(2);
                        })
                        .use(i -> i))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
        IOException failure = new IOException("of the user");
        assertThatThrownBy(() -> Resource.<Integer>from(out -> {
                            try {
                                out.yield(1);
                            } catch (Exception e) {
                                steps.add("the resource saw " + e.getMessage());
                            }
                        })
                        .use(i -> {
                            throw failure;
                        }))
                .isSameAs(failure);
        assertThat(steps).containsExactly("the resource saw of the user");
        IOException release = new IOException("of the release");
        assertThatThrownBy(() -> Resource.of(() -> 1, i -> {
                            throw release;
                        })
                        .use(i -> {
                            throw failure;
                        }))
                .isSameAs(failure)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(release));

        Task<?> task = group(g -> {
            Task<?> uses = g.start(() -> Resource.of(() -> 1, i -> {
                        sleep(SECOND);
                        steps.add("released in spite of the cancel");
                    })
                    .use(i -> {
                        sleep(HOUR);
                        return i;
                    }));
            sleep(SECOND);
            uses.cancel();
            return uses;
        });
        assertThat(steps).endsWith("released in spite of the cancel");
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }
}
