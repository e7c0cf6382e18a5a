package dev.rapier.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TaskEndTest {
    private final ArrayList<String> seen = new ArrayList<>();

    @Test
    void a_listener_is_called_when_the_task_has_ended_in_whichever_way() {
        RootTask.of("fails", () -> {
                    Task.current().onEnd(() -> seen.add("ended"));
                    seen.add("runs");
                    throw new IllegalStateException();
                })
                .run();
        assertThat(seen).containsExactly("runs", "ended");
    }

    @Test
    void a_listener_that_was_taken_back_is_not_called() {
        RootTask.of("ok", () -> {
                    Runnable listener = () -> seen.add("ended");
                    Task.current().onEnd(listener);
                    Task.current().forget(listener);
                    return 1;
                })
                .run();
        assertThat(seen).isEmpty();
    }

    @Test
    void a_listener_of_a_task_that_has_ended_is_called_at_once() {
        RootTask<Integer> task = RootTask.of("ok", () -> 1);
        task.run();
        task.onEnd(() -> seen.add("ended"));
        assertThat(seen).containsExactly("ended");
    }

    @Test
    void listeners_are_called_in_the_order_of_their_coming() {
        RootTask.of("ok", () -> {
                    Runnable taken = () -> seen.add("taken back");
                    Task.current().onEnd(() -> seen.add("first"));
                    Task.current().onEnd(() -> seen.add("second"));
                    Task.current().onEnd(taken);
                    Task.current().onEnd(() -> seen.add("third"));
                    Task.current().forget(taken);
                    Task.current().forget(() -> {});
                    return 1;
                })
                .run();
        assertThat(seen).containsExactly("first", "second", "third");
    }

    @Test
    @Timeout(20)
    void a_listener_that_throws_is_reported_and_keeps_nobody_waiting() {
        var warnings = new ArrayList<String>();
        Consumer<String> listener = warnings::add;
        Tasks.onWarning(listener);
        try {
            Async.<Object>group(g -> {
                Task<Void> task = g.start("child", () -> {
                    Task.current().onEnd(() -> {
                        throw new IllegalStateException("listener");
                    });
                    Task.current().onEnd(() -> seen.add("second"));
                });
                task.await();
                return null;
            });
        } finally {
            Tasks.forget(listener);
        }
        assertThat(seen).containsExactly("second");
        assertThat(warnings)
                .anySatisfy(text -> assertThat(text)
                        .contains("a listener for the end of task child failed", "IllegalStateException: listener"));
    }

    @Test
    void a_listener_for_warnings_that_throws_does_not_keep_the_others_from_hearing_them() {
        Consumer<String> throwing = text -> {
            throw new IllegalStateException(text);
        };
        Consumer<String> listener = seen::add;
        Tasks.onWarning(throwing);
        Tasks.onWarning(listener);
        try {
            RootTask.of("forgetful", () -> Async.async(() -> 1)).run();
        } finally {
            Tasks.forget(throwing);
            Tasks.forget(listener);
        }
        assertThat(seen).singleElement().asString().contains("never awaited");
    }
}
