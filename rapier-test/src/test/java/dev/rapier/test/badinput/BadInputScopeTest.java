package dev.rapier.test.badinput;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.CancelScope;
import dev.rapier.async.ContextBinding;
import dev.rapier.async.ContextVar;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Scopes used after their end, lengths of time at their limits, bindings closed by others, functions that throw. */
class BadInputScopeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    @RapierTest
    void aScopeThatHasEndedCanNeitherBeCancelledNorMoved() {
        AtomicReference<CancelScope> kept = new AtomicReference<>();
        timeout(SECOND, () -> kept.set(CancelScope.current()));
        CancelScope ended = kept.get();
        assertThat(ended.cancel("too late")).isFalse();
        assertThat(ended.isCancelled()).isFalse();
        assertThatThrownBy(() -> ended.reschedule(SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a timeout of 1 s of task test (made at BadInputScopeTest.java:")
                .hasMessageContaining("it has ended");
        assertThatThrownBy(ended::removeDeadline)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it has ended");
        sleep(Duration.ofSeconds(2));
        WorksOn.theTask();
    }

    @RapierTest
    void aCancelledScopeCanNotBeMoved() {
        scoped(scope -> {
            scope.cancel("first");
            assertThat(scope.cancel("second")).isFalse();
            assertThatThrownBy(() -> scope.reschedule(SECOND))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("it was cancelled, first");
            assertThat(scope.reason()).contains("first");
            return 0;
        });
        WorksOn.theTask();
    }

    @RapierTest
    void aTimeoutOfZeroCancelsAtTheFirstCallThatBlocks(TestTime time) {
        assertThatThrownBy(() -> timeout(Duration.ZERO, () -> checkpoint())).isInstanceOf(AsyncTimeoutException.class);
        assertThatThrownBy(() -> timeout(Duration.ZERO, () -> sleep(SECOND))).isInstanceOf(AsyncTimeoutException.class);
        assertThat(timeout(Duration.ZERO, () -> 7)).as("a value wins (R6)").isEqualTo(7);
        assertThat(moveOnAfter(Duration.ZERO, () -> {
                    sleep(SECOND);
                    return 1;
                }))
                .isEmpty();
        sleep(Duration.ZERO);
        assertThat(time.elapsed()).isZero();
        WorksOn.theTask();
    }

    @RapierTest
    void theLongestTimeIsLongAndOneNanosecondMoreIsRefused() {
        assertThat(timeout(LONGEST, () -> timeout(LONGEST, () -> 1))).isEqualTo(1);
        assertThat(timeout(LONGEST, () -> {
                    assertThat(CancelScope.current().remaining()).contains(LONGEST);
                    return shield(LONGEST, () -> 2);
                }))
                .isEqualTo(2);
        assertThatThrownBy(() -> timeout(LONGEST.plusNanos(1), () -> 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 146 years");
        WorksOn.theTask();
    }

    @RapierTest
    void badTimesAreRefusedBeforeAnythingRuns() {
        for (Duration bad :
                List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE), Duration.ofSeconds(Long.MAX_VALUE))) {
            AtomicReference<String> ran = new AtomicReference<>("nothing");
            assertThatThrownBy(() -> timeout(bad, () -> ran.set("a timeout")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad.toString());
            assertThatThrownBy(() -> shield(bad, () -> ran.set("a shield")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> timeout(SECOND, () -> CancelScope.current().reschedule(bad)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(ran).hasValue("nothing");
            WorksOn.theTask();
        }
    }

    @RapierTest
    void aBindingIsClosedByItsTaskAlone() {
        ContextVar<String> user = ContextVar.of("user");
        try (ContextBinding binding = user.bind("ada")) {
            group(g -> g.start("other", () -> {
                        assertThatThrownBy(binding::close)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage("a context binding of task test is closed by task other");
                        assertThat(user.get()).isEqualTo("ada");
                    })
                    .await());
            assertThat(user.get()).isEqualTo("ada");
            binding.close();
            assertThat(user.find()).isEmpty();
        }
        WorksOn.theTask();
    }

    @RapierTest
    void aCombinerThatThrowsIsHeardAsItIs() {
        IOException failure = new IOException("of the combiner");
        assertThatThrownBy(() -> gather(() -> 1, () -> 2, (a, b) -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> map(List.of(1, 2), item -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> supervised(
                        (task, thrown) -> {
                            throw new IllegalArgumentException("of the handler");
                        },
                        g -> {
                            g.start(() -> {
                                throw failure;
                            });
                            return 1;
                        }))
                .as("a handler that throws is a failure of the program, and nobody else hears of the first")
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(failure));
        WorksOn.theTask();
    }

    @RapierTest
    void limitsBelowOneStartNothing() {
        AtomicReference<String> ran = new AtomicReference<>("nothing");
        for (int limit : List.of(0, -1, Integer.MIN_VALUE)) {
            assertThatThrownBy(() -> gather(limit, List.of(async(() -> 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("limit must be at least 1, not " + limit);
            assertThatThrownBy(() -> map(limit, List.of(1), item -> ran.getAndSet("an item")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> race()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> firstSuccess()).isInstanceOf(IllegalArgumentException.class);
        assertThat(ran).hasValue("nothing");
        WorksOn.theTask();
    }

    @RapierTest
    void theOutcomeOfATaskThatRunsIsNotThere() {
        assertThatThrownBy(() -> Task.current().outcome())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("task test is still running");
        WorksOn.theTask();
    }
}
