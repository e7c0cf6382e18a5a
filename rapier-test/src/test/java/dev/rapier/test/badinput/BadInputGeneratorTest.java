package dev.rapier.test.badinput;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Iteration;
import dev.rapier.async.Yield;
import dev.rapier.test.RapierTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;

/** Generators that yield when or where they must not, and iterations used by others. */
class BadInputGeneratorTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RapierTest
    void aGeneratorThatYieldsAfterItsConsumerHasHadEnoughIsTold() {
        AsyncGenerator<Integer> deaf = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                out.yield(2);
            }
        });
        assertThatThrownBy(() -> deaf.take(1).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("generator ignored close: it yields after its end, in task test");
        WorksOn.theTask();
        Iteration<Integer> pull = deaf.open();
        assertThat(pull.iterator().next()).isEqualTo(1);
        assertThatThrownBy(pull::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("generator ignored close");
        pull.close();
        WorksOn.theTask();
    }

    @RapierTest
    void aYieldKeptBeyondTheEndIsRefused() {
        AtomicReference<Yield<Integer>> kept = new AtomicReference<>();
        List<Integer> seen = new ArrayList<>();
        AsyncGenerator.<Integer>of(kept::set).forEach(seen::add);
        assertThatThrownBy(() -> kept.get().yield(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it yields after its end");
        assertThat(seen).isEmpty();
        WorksOn.theTask();
    }

    @RapierTest
    void aGeneratorYieldsInItsOwnTaskOnlyAndGoesOnAfterTheRefusal() {
        AsyncGenerator<Integer> generator = AsyncGenerator.of(out -> {
            out.yield(1);
            group(g -> g.start("child", () -> {
                        assertThatThrownBy(() -> out.yield(2))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("a generator that task test runs yields in task child");
                    })
                    .await());
            out.yield(3);
        });
        assertThat(generator.toList()).containsExactly(1, 3);
        WorksOn.theTask();
    }

    @RapierTest
    void anIterationBelongsToTheTaskThatOpenedIt() {
        AsyncGenerator<Integer> numbers = AsyncGenerator.from(List.of(1, 2, 3));
        try (Iteration<Integer> mine = numbers.open()) {
            Iterator<Integer> values = mine.iterator();
            assertThat(values.hasNext()).isTrue();
            group(g -> g.start("thief", () -> {
                        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable use :
                                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                                        values::hasNext, values::next, mine::close)) {
                            assertThatThrownBy(use)
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessageContaining(
                                            "a generator that task test opened at BadInputGeneratorTest.java:")
                                    .hasMessageContaining("is used by task thief");
                        }
                    })
                    .await());
            assertThat(values).toIterable().containsExactly(1, 2, 3);
            assertThatThrownBy(values::next).isInstanceOf(NoSuchElementException.class);
        }
        WorksOn.theTask();
    }

    @RapierTest
    void anIterationThatWasClosedHasEnded() {
        Iteration<Integer> pull = AsyncGenerator.from(List.of(1, 2)).open();
        Iterator<Integer> values = pull.iterator();
        values.next();
        pull.close();
        pull.close();
        assertThat(values.hasNext()).isFalse();
        assertThatThrownBy(values::next).isInstanceOf(NoSuchElementException.class);
        WorksOn.theTask();
    }

    @RapierTest
    void aFunctionThatThrowsEndsTheGeneratorAndItsTasks() {
        RuntimeException failure = new IllegalArgumentException("of the function");
        AsyncGenerator<Integer> numbers = AsyncGenerator.from(List.of(1, 2, 3, 4));
        for (AsyncGenerator<Integer> broken : List.of(
                numbers.map(x -> fail(x, failure)),
                numbers.filter(x -> fail(x, failure) > 0),
                numbers.flatMap(x -> AsyncGenerator.from(List.of(fail(x, failure)))),
                numbers.takeWhile(x -> fail(x, failure) > 0),
                numbers.mapConcurrently(2, x -> fail(x, failure)),
                numbers.mapUnordered(2, x -> fail(x, failure)),
                numbers.map(x -> fail(x, failure)).buffered(2),
                numbers.zip(numbers, (a, b) -> fail(a, failure)))) {
            assertThatThrownBy(broken::toList).isSameAs(failure);
            WorksOn.theTask();
        }
    }

    private static int fail(int value, RuntimeException failure) {
        sleep(SECOND);
        if (value == 2) {
            throw failure;
        }
        return value;
    }
}
