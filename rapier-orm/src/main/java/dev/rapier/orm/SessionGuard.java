package dev.rapier.orm;

import dev.rapier.async.Task;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets one task at a time into a session, and only the one that the session belongs to. Hibernate itself does not notice two
 * threads in a session and answers with wrong data, or none (SQLAlchemy notices most of the time).
 *
 * <p>The owner is the task that opened the session. When that has ended, whoever uses the session next takes it over. A session
 * that was opened outside any task has no owner.
 */
final class SessionGuard {
    private final AtomicReference<@Nullable Use> current = new AtomicReference<>();
    private volatile @Nullable Task<?> owner = Task.find().orElse(null);

    private record Use(Object holder, Thread thread, Optional<Task<?>> task, String what) {}

    /**
     * Enters for one call; the same thread may enter again meanwhile (from a callback of an entity).
     *
     * @return whether the caller is the one who must {@link #leave}
     */
    boolean enter(String what) {
        return enter(what, true);
    }

    private boolean enter(String what, boolean asOwner) {
        var use = new Use(Task.holder(), Thread.currentThread(), Task.find(), what);
        if (current.compareAndSet(null, use)) {
            if (asOwner) {
                claim(use);
            }
            return true;
        }
        var other = current.get();
        if (other != null && other.holder == use.holder) {
            return false;
        }
        throw new ConcurrentSessionUse(user(use) + " calls Session." + what + " while "
                + (other == null ? "another task" : user(other) + " is in Session." + other.what)
                + ". A session belongs to one task: open one for each");
    }

    /** Like {@link #enter}, but by any task: for the steps of a stream, which may be pulled from another task in turn. */
    boolean enterInTurn(String what) {
        return enter(what, false);
    }

    void leave() {
        current.set(null);
    }

    /** Makes sure that the caller, who has entered, is the owner; otherwise it leaves again. */
    private void claim(Use use) {
        var owner = this.owner;
        var task = use.task.orElse(null);
        if (owner == null || owner == task) {
            return;
        }
        if (!owner.isDone()) {
            leave();
            throw new ConcurrentSessionUse(
                    user(use) + " calls Session." + use.what + ", but the session belongs to task '" + owner.name()
                            + "', which opened it and still runs. A session belongs to one task: open one for each");
        }
        this.owner = task;
    }

    private static String user(Use use) {
        return use.task
                .map(task -> "Task '" + task.name() + "'")
                .orElseGet(() -> "Thread '" + use.thread.getName() + "'");
    }
}
