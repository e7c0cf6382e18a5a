package dev.rapier.test.badinput;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.ExitStack;
import dev.rapier.async.Resource;
import dev.rapier.async.Yield;
import dev.rapier.test.RapierTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Resources that yield other than once, and stacks used after their end or by others. */
class BadInputResourceTest {
    private final List<String> steps = new ArrayList<>();

    @RapierTest
    void aResourceThatDoesNotYieldIsAnError() {
        AtomicReference<Yield<String>> kept = new AtomicReference<>();
        Resource<String> none = Resource.from(kept::set);
        assertThatThrownBy(() -> none.use(value -> steps.add(value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the resource did not yield");
        assertThatThrownBy(() -> kept.get().yield("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the resource yields after its end, in task test");
        try (ExitStack stack = ExitStack.open()) {
            assertThatThrownBy(() -> stack.enter(none)).hasMessage("the resource did not yield");
        }
        assertThat(steps).isEmpty();
        WorksOn.theTask();
    }

    @RapierTest
    void aResourceThatYieldsTwiceIsAnErrorEvenIfItCatchesIt() {
        Resource<String> twice = Resource.from(out -> {
            out.yield("a");
            try {
                out.yield("b");
            } finally {
                steps.add("cleaned up");
            }
        });
        Resource<String> deaf = Resource.from(out -> {
            out.yield("a");
            try {
                out.yield("b");
            } catch (IllegalStateException ignored) {
                steps.add("cleaned up");
            }
        });
        for (Resource<String> resource : List.of(twice, deaf)) {
            steps.clear();
            assertThatThrownBy(() -> resource.use(steps::add))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the resource yielded twice");
            assertThat(steps).containsExactly("a", "cleaned up");
            WorksOn.theTask();
        }
        ExitStack stack = ExitStack.open();
        assertThat(stack.enter(twice)).isEqualTo("a");
        assertThatThrownBy(stack::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the resource yielded twice");
        WorksOn.theTask();
    }

    @RapierTest
    void aResourceYieldsInItsOwnTask() {
        Resource<String> elsewhere = Resource.from(out -> group(g -> g.start("child", () -> out.yield("a"))));
        assertThatThrownBy(() -> elsewhere.use(steps::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a resource that task test uses yields in task child");
        assertThat(steps).isEmpty();
        WorksOn.theTask();
    }

    @RapierTest
    void aStackThatIsClosedTakesNothingMore() {
        ExitStack stack = ExitStack.open();
        stack.defer(() -> steps.add("deferred"));
        stack.close();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> stack.defer(() -> steps.add("late")),
                () -> stack.enter(Resource.of(() -> steps.add("acquired"), value -> {})),
                () -> stack.enter((AutoCloseable) () -> steps.add("late")),
                stack::moveAll)) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the exit stack is closed");
        }
        stack.close();
        assertThat(steps).containsExactly("deferred");
        WorksOn.theTask();
    }

    @RapierTest
    void aStackBelongsToWhoOpenedIt() {
        try (ExitStack stack = ExitStack.open()) {
            stack.defer(() -> steps.add("deferred"));
            group(g -> g.start("other", () -> {
                        assertThatThrownBy(stack::close)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("an exit stack that task test opened is used by task other");
                        assertThatThrownBy(() -> stack.defer(() -> {})).isInstanceOf(IllegalStateException.class);
                    })
                    .await());
            assertThat(steps).isEmpty();
        }
        assertThat(steps).containsExactly("deferred");
        WorksOn.theTask();
    }
}
