package dev.rapier.async;

import java.util.Collection;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of tasks that end together: nothing started in a group outlives it. Prefer the lambda form {@link Async#group}, which
 * also cancels the children when its body fails; Java does not tell {@code close()} how the block ended.
 *
 * <pre>{@code
 * int sum = group(g -> {
 *     var a = g.start(() -> fetch(1));
 *     var b = g.start(() -> fetch(2));
 *     return a.await() + b.await();
 * });
 * }</pre>
 *
 * <p>A failing child cancels its siblings and the body, and is what the group throws, the same object; failures of the others
 * are suppressed on it.
 */
public sealed interface TaskGroup extends AutoCloseable permits Group {
    /**
     * A group for try-with-resources. When a child fails, the next blocking call of the body throws that failure, and those after
     * it a {@link ChildCancelled} with it as the cause; {@link #close} throws it where no call of the body has. When the body
     * itself fails, close waits for the children without cancelling them.
     *
     * @throws IllegalStateException outside any task
     */
    static TaskGroup open() {
        return Group.open(Strand.current(), "a task group", true, null);
    }

    /**
     * Like {@link #open}, but a failing child harms nobody: the failure goes to the handler, on the child's thread. It may block: the child
     * has ended when it has, and a cancel of the group reaches it. What it throws fails the group.
     */
    static TaskGroup supervised(BiConsumer<Task<?>, Throwable> onFailure) {
        Objects.requireNonNull(onFailure, "onFailure");
        return Group.open(Strand.current(), "a supervised task group", true, onFailure);
    }

    /**
     * Starts a task. It inherits the context variables of the caller, who may be any task or thread as long as the group is open: its
     * owner, one of its children, also while {@link #close} waits for them, or a stranger.
     *
     * @throws Cancellation if the group is cancelled and the caller runs inside it
     * @throws ChildCancelled if the group is cancelled and the caller is a stranger, who is not
     * @throws IllegalStateException if the group has ended
     */
    <T extends @Nullable Object> Task<T> start(Coroutine<? extends T> coroutine);

    /** Starts a task that bears a name. */
    default <T extends @Nullable Object> Task<T> start(String name, Coroutine<? extends T> coroutine) {
        return start(new NamedCoroutine<>(name, coroutine));
    }

    /** Starts work without a result. */
    default Task<Void> start(Action action) {
        return start(action.coroutine());
    }

    /** Starts work without a result that bears a name. */
    default Task<Void> start(String name, Action action) {
        return start(name, action.coroutine());
    }

    /** Starts a task that the group does not wait for: it is cancelled when the body and the other children are done. */
    Task<Void> background(Action action);

    /** {@link #background(Action)} with a name for the task. */
    Task<Void> background(String name, Action action);

    /**
     * Starts a task and waits until it says that it is ready; it then goes on as a child of the group. trio's {@code
     * nursery.start}.
     *
     * <pre>{@code
     * int port = g.startAndAwaitReady(status -> {
     *     var server = bind(0);
     *     status.started(server.port());
     *     server.serve();
     * });
     * }</pre>
     *
     * <p>What it throws before it is ready is thrown here and nowhere else. A cancel of the caller cancels it and waits for its end.
     *
     * @throws IllegalStateException if it ends without having said that it is ready
     */
    <T extends @Nullable Object> T startAndAwaitReady(Startable<T> work);

    /** {@link #startAndAwaitReady(Startable)} with a name for the task. */
    <T extends @Nullable Object> T startAndAwaitReady(String name, Startable<T> work);

    /** Cancels the body and every child; the first reason stays. */
    void cancel(String reason);

    /** {@link #cancel(String)} without a particular reason. */
    default void cancel() {
        cancel("the group was cancelled");
    }

    /** The children that have not ended. */
    Collection<Task<?>> tasks();

    /**
     * Waits for all children, then throws the first failure among them, unless the body has seen it already.
     *
     * @throws IllegalStateException if called by another task than the one that opened the group; if groups that were opened inside
     *     it are still open, which are cancelled and closed, too; or if another scope inside it is still open, such as that of a
     *     timeout, in whose body it can't be closed. Whoever must not close it has not changed it
     */
    @Override
    void close();
}
