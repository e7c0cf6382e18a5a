package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.ExitStack;
import dev.rapier.async.Outcome;
import dev.rapier.async.Resource;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Resources that are released together. */
class ExitStackTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> steps = new ArrayList<>();

    private Resource<String> resource(String name) {
        return Resource.of(() -> name, value -> steps.add("released " + value));
    }

    private Resource<String> yielding(String name) {
        return Resource.from(out -> {
            sleep(SECOND);
            try {
                out.yield(name);
                steps.add(name + " went on");
            } finally {
                shield(() -> sleep(SECOND));
                steps.add(name + " cleaned up");
            }
        });
    }

    @RapierTest
    void theLastIsReleasedFirst() {
        try (var stack = ExitStack.open()) {
            assertThat(stack.enter(resource("a"))).isEqualTo("a");
            stack.defer(() -> steps.add("deferred"));
            AutoCloseable closeable = () -> steps.add("closed");
            assertThat(stack.enter(closeable)).isSameAs(closeable);
            assertThat(stack.enter(yielding("y"))).isEqualTo("y");
            assertThat(steps).isEmpty();
        }
        assertThat(steps).containsExactly("y went on", "y cleaned up", "closed", "deferred", "released a");
    }

    @RapierTest
    void releasesRunInSpiteOfACancelAndWithinTheGrace(TestTime time) {
        Task<?> task = group(g -> {
            Task<?> uses = g.start(() -> {
                try (var stack = ExitStack.open()) {
                    stack.enter(yielding("y"));
                    stack.defer(() -> sleep(Duration.ofSeconds(3)));
                    stack.defer(() -> sleep(Duration.ofHours(1)));
                    sleep(Duration.ofHours(1));
                }
            });
            sleep(Duration.ofSeconds(2));
            uses.cancel();
            return uses;
        });
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(steps).containsExactly("y went on", "y cleaned up");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2 + 5 + 3 + 1));
    }

    @RapierTest
    void theFirstFailureIsThrownAndTheOthersAreReleasedAllTheSame() {
        IOException second = new IOException("second to be released");
        IOException first = new IOException("first to be released");
        assertThatThrownBy(() -> {
                    try (var stack = ExitStack.open()) {
                        stack.enter(resource("a"));
                        stack.defer(() -> {
                            throw second;
                        });
                        stack.defer(() -> {
                            throw first;
                        });
                    }
                })
                .isSameAs(first)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(second));
        assertThat(steps).containsExactly("released a");
    }

    @RapierTest
    void whatCanNotBeAcquiredIsNotReleased() {
        IOException failure = new IOException("no connection");
        assertThatThrownBy(() -> {
                    try (var stack = ExitStack.open()) {
                        stack.enter(resource("a"));
                        stack.enter(Resource.<String>from(out -> {
                            throw failure;
                        }));
                    }
                })
                .isSameAs(failure);
        assertThat(steps).containsExactly("released a");
        try (var stack = ExitStack.open()) {
            assertThatThrownBy(() -> stack.enter(Resource.<String>from(out -> {})))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did not yield");
        }
        ExitStack twice = ExitStack.open();
        twice.enter(Resource.<String>from(out -> {
            out.yield("once");
            out.yield("twice");
        }));
        assertThatThrownBy(twice::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
    }

    @RapierTest
    void everythingCanMoveToAnotherStack() {
        ExitStack moved;
        try (var stack = ExitStack.open()) {
            stack.enter(resource("a"));
            moved = stack.moveAll();
        }
        assertThat(steps).isEmpty();
        moved.close();
        moved.close();
        assertThat(steps).containsExactly("released a");
        assertThatThrownBy(() -> moved.enter(resource("b")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
