package dev.rapier.async;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that runs beside its caller, on a virtual thread of its own. A task belongs to a {@link TaskGroup} that
 * outlives it, or is a {@link RootTask}.
 *
 * @param <T> the type of the result
 */
public sealed interface Task<T extends @Nullable Object> permits Ending {
    /**
     * Waits for the end and returns the result. What the task threw is thrown here, the same object, unwrapped. May be
     * called more than once and by several tasks.
     *
     * @throws ChildCancelled if that task was cancelled
     * @throws Cancellation if the waiting task is cancelled meanwhile
     * @throws IllegalStateException if a task waits for itself, directly or in a circle
     */
    T await();

    /** Asks the task to end; returns false where it has ended already. The first reason stays. Never blocks. */
    boolean cancel(String reason);

    /** {@link #cancel(String)} without a particular reason. */
    default boolean cancel() {
        return cancel("cancelled");
    }

    /**
     * Cancels and waits until the task's clean-up is done.
     *
     * @throws IllegalStateException if it is the calling task, or one that can't end before that does; it is not cancelled then
     * @throws Cancellation if the waiting task is cancelled meanwhile
     */
    Outcome<T> cancelAndWait();

    /** Whether the task has ended, in whichever way. */
    boolean isDone();

    /**
     * How the task ended.
     *
     * @throws IllegalStateException while it runs
     */
    Outcome<T> outcome();

    /** A name for people, never empty. */
    String name();

    /** What it is doing right now. */
    TaskState state();

    /** What it waits for while it is {@link TaskState#WAITING}, in words: a task, a group, a primitive, a sleep. */
    Optional<String> waitingFor();

    /** The task that started it; empty for the outermost. */
    Optional<Task<?>> parent();

    /**
     * The tasks that wait for its end right now, be it by {@link #await}, by {@link Async#waitFor} or at the end of its group.
     * {@code gather} and the like wait at the end of a group.
     */
    List<Task<?>> awaitedBy();

    /** Why it was cancelled: the first reason that was given. Empty if it was not. */
    Optional<String> cancelReason();

    /** Where its thread is, innermost call first; empty before its body begins and after its end. For people, not for programs. */
    List<StackTraceElement> stack();

    /**
     * Calls the listener once when the task has ended, on the thread that ended it; at once where it has ended already. The
     * listener must neither block nor throw. What a task holds and forgot to give back can be taken from it so.
     */
    void onEnd(Runnable listener);

    /** Takes back a listener that has not been called; does nothing where there is none such. */
    void forget(Runnable listener);

    /**
     * The task that the calling code runs in.
     *
     * @throws IllegalStateException outside any task
     */
    static Task<?> current() {
        return Strand.current();
    }

    /** The task that the calling code runs in, if there is one. */
    static Optional<Task<?>> find() {
        return Optional.ofNullable(Strand.find());
    }

    /**
     * What stands for the running code where something is held for it, such as a connection: its thread or, where a task runs on
     * the thread of another one, as the last of a {@code gather} does on that of its caller, its task. To be compared by {@code ==}.
     */
    static Object holder() {
        Strand<?> strand = Strand.find();
        return strand != null && strand.lender() != null ? strand : Thread.currentThread();
    }
}
