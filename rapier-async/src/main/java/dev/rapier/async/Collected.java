package dev.rapier.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms of {@link Async} that run what is in a collection side by side, all of it or so many at a time. */
abstract sealed class Collected permits Settles {
    Collected() {}

    /** Runs all coroutines side by side; the results are in the order of the arguments. Nothing gives an empty list. */
    public static <T extends @Nullable Object> List<T> gather(Collection<? extends Coroutine<? extends T>> all) {
        return Gathering.of(new ArrayList<>(Objects.requireNonNull(all, "all"))).results();
    }

    /** Runs the values of a map side by side; returns their results by the same keys, in the same order. */
    public static <K, T extends @Nullable Object> Map<K, T> gather(Map<K, ? extends Coroutine<? extends T>> all) {
        List<K> keys = new ArrayList<>(Objects.requireNonNull(all, "all").keySet());
        List<T> results = Gathering.of(new ArrayList<>(all.values())).results();
        Map<K, T> byKey = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            byKey.put(keys.get(i), results.get(i));
        }
        return Collections.unmodifiableMap(byKey);
    }

    /**
     * Like {@link #gather(Collection)} with at most {@code limit} running at a time.
     *
     * @throws IllegalArgumentException if the limit is below 1
     */
    public static <T extends @Nullable Object> List<T> gather(
            int limit, Collection<? extends Coroutine<? extends T>> all) {
        List<Coroutine<? extends T>> coroutines = new ArrayList<>(Objects.requireNonNull(all, "all"));
        Gathering.checkAll(coroutines);
        try {
            return Gathering.<Coroutine<? extends T>, T>map(limit, coroutines, Coroutine::await);
        } catch (
                Throwable failure) { // of one, which its caller hears of; those that had not begun are not to be missed
            coroutines.forEach(WatchedCoroutine::forget);
            throw failure;
        }
    }

    /**
     * Runs work without results side by side; returns when all of it has ended. The first failure cancels the rest and is thrown
     * when they have ended.
     */
    public static void gather(Action... all) {
        List<Coroutine<Void>> coroutines = new ArrayList<>();
        for (Action action : Objects.requireNonNull(all, "all")) {
            coroutines.add(
                    Objects.requireNonNull(action, "all, with a null in it").coroutine());
        }
        Gathering.of(coroutines);
    }

    /** {@code [f(x) for x in items]}, every item in a task of its own, results in the order of the items. */
    public static <I extends @Nullable Object, T extends @Nullable Object> List<T> map(
            Collection<I> items, Fn<? super I, ? extends T> function) {
        return Gathering.map(Math.max(1, items.size()), items, Objects.requireNonNull(function, "function"));
    }

    /** Like {@link #map(Collection, Fn)} with at most {@code limit} running at a time. */
    public static <I extends @Nullable Object, T extends @Nullable Object> List<T> map(
            int limit, Collection<I> items, Fn<? super I, ? extends T> function) {
        return Gathering.map(limit, items, Objects.requireNonNull(function, "function"));
    }

    /** Works on every item in a task of its own; returns when all have been. {@link #map(Collection, Fn)} without results. */
    public static <I extends @Nullable Object> void forEach(Collection<I> items, ActionOn<? super I> action) {
        forEach(Math.max(1, items.size()), items, action);
    }

    /**
     * Like {@link #forEach(Collection, ActionOn)} with at most {@code limit} worked on at a time.
     *
     * @throws IllegalArgumentException if the limit is below 1
     */
    public static <I extends @Nullable Object> void forEach(
            int limit, Collection<I> items, ActionOn<? super I> action) {
        Gathering.map(limit, items, Objects.requireNonNull(action, "action").function());
    }
}
