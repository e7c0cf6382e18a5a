package dev.rapier.async;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The first of several to end. */
final class Racing<T extends @Nullable Object> {
    private final boolean skipFailures;
    private final AtomicReference<@Nullable Outcome<T>> winner = new AtomicReference<>();

    private Racing(boolean skipFailures) {
        this.skipFailures = skipFailures;
    }

    static <T extends @Nullable Object> T first(
            List<? extends Coroutine<? extends T>> coroutines, boolean skipFailures) {
        Gathering.checkAll(coroutines);
        if (coroutines.isEmpty()) {
            throw new IllegalArgumentException("a race of nobody has no winner");
        }
        return new Racing<T>(skipFailures).run(coroutines);
    }

    private T run(List<? extends Coroutine<? extends T>> coroutines) {
        List<Task<T>> tasks = new ArrayList<>(coroutines.size());
        Group.run(
                "a race",
                group -> startAll(group, coroutines, tasks),
                (task, failure) -> {}); // kept in the tasks' outcomes
        Outcome<T> won = winner.get();
        if (won == null || won instanceof Outcome.Cancelled<T>) {
            Parking.throwIfCancelled(Strand.find());
        }
        return won == null ? allFailed(tasks) : won.get();
    }

    /** Starts one after the other; the race may be decided, and its group cancelled, before all have started. */
    private boolean startAll(Group group, List<? extends Coroutine<? extends T>> coroutines, List<Task<T>> tasks) {
        for (Coroutine<? extends T> coroutine : coroutines) {
            if (winner.get() != null) {
                coroutines.forEach(WatchedCoroutine::forget);
                break;
            }
            try {
                ChildTask<T> task = group.startChild(coroutine);
                tasks.add(task);
                task.onEnd(() -> ended(group, task.outcome()));
            } catch (Cancellation decided) {
                coroutines.forEach(WatchedCoroutine::forget);
                break; // either the race's own, then there is a winner, or from outside, which the end tells
            }
        }
        return true;
    }

    private void ended(Group group, Outcome<T> outcome) {
        if ((outcome instanceof Outcome.Success<T> || !skipFailures) && winner.compareAndSet(null, outcome)) {
            group.cancel("the race is won");
        }
    }

    private T allFailed(List<Task<T>> tasks) {
        Throwable last = null;
        for (Task<T> task : tasks) {
            if (task.outcome() instanceof Outcome.Failure<T>(Throwable failure)) {
                if (last != null) {
                    Failures.suppress(failure, last);
                }
                last = failure;
            }
        }
        if (last != null) {
            throw Failures.sneaky(last);
        }
        return tasks.getLast().outcome().get();
    }
}
