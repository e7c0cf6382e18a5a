package dev.rapier.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Several coroutines side by side, and their results in order. */
final class Gathering {
    private final List<? extends Task<?>> tasks;

    private Gathering(List<? extends Task<?>> tasks) {
        this.tasks = tasks;
    }

    /** Runs all; returns when all have ended well. */
    static Gathering of(List<? extends Coroutine<?>> coroutines) {
        if (coroutines.isEmpty()) {
            return new Gathering(List.of());
        }
        List<Task<?>> tasks = Group.run(
                "a gather",
                group -> {
                    var started = new ArrayList<Task<?>>(coroutines.size());
                    for (Coroutine<?> coroutine : coroutines) {
                        started.add(group.start(coroutine));
                    }
                    return started;
                },
                null);
        throwIfAnyCancelled(tasks);
        return new Gathering(tasks);
    }

    /** A cancelled child means our own cancel where we are cancelled, and somebody else's otherwise (rule R10). */
    private static void throwIfAnyCancelled(List<? extends Task<?>> tasks) {
        for (Task<?> task : tasks) {
            if (task.outcome() instanceof Outcome.Cancelled<?> cancelled) {
                Parking.throwIfCancelled(Strand.find());
                cancelled.get();
            }
        }
    }

    @SuppressWarnings("unchecked") // the caller knows what its coroutine returns
    <T extends @Nullable Object> T result(int index) {
        return (T) tasks.get(index).outcome().get();
    }

    <R extends @Nullable Object> R combine(Fn<? super Gathering, ? extends R> function) {
        try {
            return function.apply(this);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    <T extends @Nullable Object> List<T> results() {
        var results = new ArrayList<T>(tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            results.add(result(i));
        }
        return Collections.unmodifiableList(results);
    }

    static <I extends @Nullable Object, T extends @Nullable Object> List<T> map(
            int limit, Collection<? extends I> items, Fn<? super I, ? extends T> function) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        List<I> list = new ArrayList<>(items);
        if (limit >= list.size()) {
            var coroutines = new ArrayList<Coroutine<T>>(list.size());
            for (I item : list) {
                coroutines.add(() -> function.apply(item));
            }
            return of(coroutines).results();
        }
        var results = new ArrayList<T>(Collections.nCopies(list.size(), Failures.<T>nothing()));
        var next = new AtomicInteger();
        Coroutine<Void> worker = () -> {
            for (int i = next.getAndIncrement(); i < list.size(); i = next.getAndIncrement()) {
                Parking.throwIfCancelled(Strand.find());
                results.set(i, function.apply(list.get(i))); // each place has one writer; the group's end publishes
            }
            return Failures.nothing();
        };
        of(Collections.nCopies(limit, worker));
        return Collections.unmodifiableList(results);
    }

    static <T extends @Nullable Object> List<Outcome<T>> settle(List<? extends Coroutine<? extends T>> coroutines) {
        List<Task<T>> tasks = Group.run(
                "a settle",
                group -> {
                    var started = new ArrayList<Task<T>>(coroutines.size());
                    for (Coroutine<? extends T> coroutine : coroutines) {
                        started.add(group.start(coroutine));
                    }
                    return started;
                },
                (task, failure) -> {}); // kept in the task's outcome, which the caller gets
        List<Outcome<T>> outcomes = new ArrayList<>(tasks.size());
        boolean cancelled = false;
        for (Task<T> task : tasks) {
            outcomes.add(task.outcome());
            cancelled |= task.outcome() instanceof Outcome.Cancelled<T>;
        }
        if (cancelled) {
            Parking.throwIfCancelled(Strand.find());
        }
        return Collections.unmodifiableList(outcomes);
    }

    @SuppressWarnings("unchecked") // the outcomes are in the order of the coroutines
    static <A extends @Nullable Object, B extends @Nullable Object> Both<Outcome<A>, Outcome<B>> settle(
            Coroutine<? extends A> a, Coroutine<? extends B> b) {
        List<? extends Outcome<?>> outcomes = settle(List.of(a, b));
        return new Both<>((Outcome<A>) outcomes.get(0), (Outcome<B>) outcomes.get(1));
    }

    static <T extends @Nullable Object> T onPlatformThread(Coroutine<? extends T> body) {
        Objects.requireNonNull(body, "body");
        if (PlatformThreads.isCurrent()) {
            return body.map(value -> (T) value).await();
        }
        List<Task<?>> tasks = Group.run(
                "work on a platform thread", group -> List.of(group.startOn(PlatformThreads.pool(), body)), null);
        throwIfAnyCancelled(tasks);
        return new Gathering(tasks).result(0);
    }
}
