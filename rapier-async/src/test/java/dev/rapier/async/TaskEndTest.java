package dev.rapier.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

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
}
