package dev.rapier.async;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Looks at the tasks of the process from outside of them, while they run on: who waits for what, in which scope, and for how long.
 *
 * <pre>{@code
 * System.out.println(Tasks.tree());
 * }</pre>
 *
 * <p>A snapshot stops nobody. Tasks that begin or end meanwhile may be in it or not. It has limits, so that a million tasks do
 * no harm: 10,000 tasks in all, the newest 1,000 of each scope, 100 scopes deep; what is beyond is counted.
 */
public final class Tasks {
    private Tasks() {}

    /**
     * Calls the listener with each warning from now on: a coroutine that nobody awaited, a generator that nobody closed, a task that goes on
     * long after its cancel. It runs on the thread that warns and must be quick. For test kits; worlds of their own hear of
     * theirs by {@link Scheduling#warn}.
     */
    public static void onWarning(Consumer<? super String> listener) {
        Warnings.listen(Objects.requireNonNull(listener, "listener"));
    }

    /** Takes a listener back. */
    public static void forget(Consumer<? super String> listener) {
        Warnings.forget(Objects.requireNonNull(listener, "listener"));
    }

    /** All tasks that run. */
    public static TaskTree tree() {
        return new Snapshot(false).ofAll();
    }

    /** One task and those below it. */
    public static TaskTree tree(Task<?> root) {
        return new Snapshot(false).of((Strand<?>) Objects.requireNonNull(root, "root"));
    }

    /** All tasks that run, each with its stack. That costs some 20 µs a task. */
    public static TaskTree treeWithStacks() {
        return new Snapshot(true).ofAll();
    }

    /** One task and those below it, each with its stack. */
    public static TaskTree treeWithStacks(Task<?> root) {
        return new Snapshot(true).of((Strand<?>) Objects.requireNonNull(root, "root"));
    }
}
