package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task outside any group: what a server makes of each request. It runs on whichever thread calls {@link #run}, once; {@link
 * #cancel(String)} works from any thread, before, while and after it runs. Its failure is kept in {@link #outcome()}.
 *
 * @param <T> the type of the result
 */
public final class RootTask<T extends @Nullable Object> extends Strand<T> {
    /** Neighbours in the list of those that run; owned by {@link Roots}. */
    @Nullable
    RootTask<?> nextRoot;

    @Nullable
    RootTask<?> previousRoot;

    private final @Nullable String name;

    /** Whether it was put into that list; owned by the task. */
    private boolean listed;

    private RootTask(
            @Nullable String name,
            Coroutine<? extends T> body,
            @Nullable Scheduling scheduling,
            @Nullable CancelScope around,
            @Nullable ContextFrame context) {
        super(body, scheduling, around, context, Debug.notesSites(scheduling) ? Site.here() : null);
        this.name = name == null ? NamedCoroutine.nameOf(body) : name;
    }

    /** A task that runs the body when its {@code run} method is called. */
    public static <T extends @Nullable Object> RootTask<T> of(String name, Coroutine<? extends T> body) {
        return new RootTask<>(
                Objects.requireNonNull(name, "name"), Objects.requireNonNull(body, "body"), null, null, null);
    }

    /** A task that lives in another world than the real one, and all its children with it. */
    public static <T extends @Nullable Object> RootTask<T> of(
            String name, Scheduling scheduling, Coroutine<? extends T> body) {
        Objects.requireNonNull(scheduling, "scheduling");
        return new RootTask<>(
                Objects.requireNonNull(name, "name"), Objects.requireNonNull(body, "body"), scheduling, null, null);
    }

    /** A task of a caller that no cancel of the caller's reaches, in the caller's world and context. */
    static <T extends @Nullable Object> RootTask<T> detached(
            String name, @Nullable Strand<?> caller, Coroutine<? extends T> body) {
        Objects.requireNonNull(body, "body");
        return caller == null
                ? new RootTask<>(name, body, null, null, null)
                : new RootTask<>(name, body, caller.scheduling, null, caller.context);
    }

    /** A task inside another's scope that no group waits for; whoever makes it sees to its end. */
    static <T extends @Nullable Object> RootTask<T> within(
            CancelScope around, String name, @Nullable ContextFrame context, Coroutine<? extends T> body) {
        RootTask<T> task = new RootTask<>(name, body, around.strand.scheduling, around, context);
        task.outermost().attach();
        return task;
    }

    /** Runs the body here as a task of its own, for code that is in none; the result or failure comes back as it is. */
    static <T extends @Nullable Object> T here(Coroutine<? extends T> body) {
        return new RootTask<T>(Thread.currentThread().getName(), body, null, null, null).runHere();
    }

    /** Runs on this thread; the result or failure comes back as it is. */
    T runHere() {
        run();
        if (outcome() instanceof Outcome.Cancelled<T>(Cancellation why)) {
            throw why;
        }
        return outcome().get();
    }

    @Override
    @Nullable
    String givenName() {
        return name;
    }

    @Override
    void begins() {
        if (around() == null) { // others are found through the scope that they are in
            listed = true;
            Roots.add(this);
        }
    }

    @Override
    void leave() {
        outermost().leave();
    }

    @Override
    void ended(Outcome<T> outcome) {
        if (listed) {
            Roots.remove(this);
        }
    }
}
