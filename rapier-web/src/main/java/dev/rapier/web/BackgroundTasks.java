package dev.rapier.web;

import dev.rapier.async.Action;
import java.util.ArrayList;
import java.util.List;

/**
 * Work of a request that is done after its answer has been sent, in order, in the request's task: {@code
 * request.backgroundTasks().add(() -> mail.send(user))}. As FastAPI's: a failing handler discards them; one that fails is
 * logged and the rest are skipped. The client's going away no longer cancels anything then; the server's end does after the
 * grace time. Owned by the request's thread.
 */
public final class BackgroundTasks {
    private final List<Action> tasks = new ArrayList<>(2);

    BackgroundTasks() {}

    /** Adds one behind the others. */
    public void add(Action task) {
        tasks.add(task);
    }

    void runAll() throws Exception {
        for (Action task : tasks) {
            task.run();
        }
    }
}
