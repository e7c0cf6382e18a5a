package dev.rapier.async;

import java.util.ArrayList;
import java.util.Arrays;
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
    static Gathering of(Coroutine<?>... coroutines) {
        return of(Arrays.asList(coroutines));
    }

    /** Runs all; returns when all have ended well. */
    static Gathering of(List<? extends Coroutine<?>> coroutines) {
        checkAll(coroutines);
        if (coroutines.isEmpty()) {
            return new Gathering(List.of());
        }
        List<Task<?>> tasks = Group.run("a gather", group -> Together.start(group, coroutines), null);
        throwIfAnyCancelled(tasks);
        return new Gathering(tasks);
    }

    /** Runs all, whatever becomes of each. */
    static Gathering settled(Coroutine<?>... coroutines) {
        return settled(Arrays.asList(coroutines));
    }

    private static Gathering settled(List<? extends Coroutine<?>> coroutines) {
        checkAll(coroutines);
        List<Task<?>> tasks = Group.run(
                "a settle",
                group -> Together.start(group, coroutines),
                (task, failure) -> {}); // kept in the task's outcome, which the caller gets
        if (tasks.stream().anyMatch(task -> task.outcome() instanceof Outcome.Cancelled<?>)) {
            Parking.throwIfCancelled(Strand.find());
        }
        return new Gathering(tasks);
    }

    /** Before anything starts, so that nothing has to be undone. */
    static void checkAll(List<? extends Coroutine<?>> coroutines) {
        int number = 1;
        for (Coroutine<?> coroutine : coroutines) {
            if (coroutine == null) {
                throw new NullPointerException("coroutine " + number + " of " + coroutines.size() + " is null");
            }
            number++;
        }
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

    @SuppressWarnings("unchecked") // the caller knows what its coroutine returns
    <T extends @Nullable Object> Outcome<T> outcome(int index) {
        return (Outcome<T>) tasks.get(index).outcome();
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
        List<I> list = new ArrayList<>(Objects.requireNonNull(items, "items"));
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
        Gathering all = settled(coroutines);
        List<Outcome<T>> outcomes = new ArrayList<>(coroutines.size());
        for (int i = 0; i < coroutines.size(); i++) {
            outcomes.add(all.outcome(i));
        }
        return Collections.unmodifiableList(outcomes);
    }

    static <T extends @Nullable Object> T onPlatformThread(Coroutine<? extends T> body) {
        if (PlatformThreads.isCurrent()) {
            return body.map(value -> (T) value).await();
        }
        List<Task<?>> tasks = Group.run(
                "work on a platform thread", group -> List.of(group.startOn(PlatformThreads.pool(), body)), null);
        throwIfAnyCancelled(tasks);
        return new Gathering(tasks).result(0);
    }
}
