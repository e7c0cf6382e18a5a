package dev.rapier.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms of {@link Async} that run several coroutines side by side: by number of arguments, as a list, with a limit. */
abstract sealed class Gathers permits Async {
    Gathers() {}

    /** Runs one coroutine, on the calling thread: {@code gather} of one thing is that thing. */
    public static <A extends @Nullable Object> A gather(Coroutine<? extends A> a) {
        return a.<A>map(value -> value).await();
    }

    /**
     * Runs two coroutines side by side and returns both results. When one fails the other is cancelled and its end awaited,
     * then the first failure is thrown, the same object, with the real failures of the others suppressed on it. Unlike {@code
     * asyncio.gather}, no sibling runs on after a failure.
     *
     * @throws ChildCancelled if one was cancelled by somebody
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> Both<A, B> gather(
            Coroutine<? extends A> a, Coroutine<? extends B> b) {
        Gathering all = Gathering.of(a, b);
        return new Both<>(all.result(0), all.result(1));
    }

    /** Runs two coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> R gather(
            Coroutine<? extends A> a, Coroutine<? extends B> b, Fn2<? super A, ? super B, ? extends R> combine) {
        Objects.requireNonNull(combine, "combine");
        return Gathering.of(a, b).combine(all -> combine.apply(all.result(0), all.result(1)));
    }

    /** Runs three coroutines side by side and returns their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
            Three<A, B, C> gather(Coroutine<? extends A> a, Coroutine<? extends B> b, Coroutine<? extends C> c) {
        Gathering all = Gathering.of(a, b, c);
        return new Three<>(all.result(0), all.result(1), all.result(2));
    }

    /** Runs three coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Fn3<? super A, ? super B, ? super C, ? extends R> combine) {
        Objects.requireNonNull(combine, "combine");
        return Gathering.of(a, b, c).combine(all -> combine.apply(all.result(0), all.result(1), all.result(2)));
    }

    /** Runs four coroutines side by side and returns their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Four<A, B, C, D> gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d) {
        Gathering all = Gathering.of(a, b, c, d);
        return new Four<>(all.result(0), all.result(1), all.result(2), all.result(3));
    }

    /** Runs four coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Fn4<? super A, ? super B, ? super C, ? super D, ? extends R> combine) {
        Objects.requireNonNull(combine, "combine");
        return Gathering.of(a, b, c, d)
                .combine(all -> combine.apply(all.result(0), all.result(1), all.result(2), all.result(3)));
    }

    /** Runs five coroutines side by side and returns their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Five<A, B, C, D, E> gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e) {
        Gathering all = Gathering.of(a, b, c, d, e);
        return new Five<>(all.result(0), all.result(1), all.result(2), all.result(3), all.result(4));
    }

    /** Runs five coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Fn5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> combine) {
        Objects.requireNonNull(combine, "combine");
        return Gathering.of(a, b, c, d, e)
                .combine(all ->
                        combine.apply(all.result(0), all.result(1), all.result(2), all.result(3), all.result(4)));
    }

    /** Runs six coroutines side by side and returns their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            Six<A, B, C, D, E, F> gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f) {
        Gathering all = Gathering.of(a, b, c, d, e, f);
        return new Six<>(all.result(0), all.result(1), all.result(2), all.result(3), all.result(4), all.result(5));
    }

    /** Runs six coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f,
                    Fn6<? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? extends R> combine) {
        Objects.requireNonNull(combine, "combine");
        return Gathering.of(a, b, c, d, e, f)
                .combine(all -> combine.apply(
                        all.result(0), all.result(1), all.result(2), all.result(3), all.result(4), all.result(5)));
    }

    /** Runs seven coroutines side by side and returns their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            Seven<A, B, C, D, E, F, G> gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f,
                    Coroutine<? extends G> g) {
        Gathering all = Gathering.of(a, b, c, d, e, f, g);
        return new Seven<>(
                all.result(0),
                all.result(1),
                all.result(2),
                all.result(3),
                all.result(4),
                all.result(5),
                all.result(6));
    }

    /** Runs seven coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f,
                    Coroutine<? extends G> g,
                    Fn7<? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? super G, ? extends R>
                            combine) {
        Objects.requireNonNull(combine, "combine");
        return Gathering.of(a, b, c, d, e, f, g)
                .combine(all -> combine.apply(
                        all.result(0),
                        all.result(1),
                        all.result(2),
                        all.result(3),
                        all.result(4),
                        all.result(5),
                        all.result(6)));
    }

    /** Runs eight coroutines side by side and returns their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object>
            Eight<A, B, C, D, E, F, G, H> gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f,
                    Coroutine<? extends G> g,
                    Coroutine<? extends H> h) {
        Gathering all = Gathering.of(a, b, c, d, e, f, g, h);
        return new Eight<>(
                all.result(0),
                all.result(1),
                all.result(2),
                all.result(3),
                all.result(4),
                all.result(5),
                all.result(6),
                all.result(7));
    }

    /** Runs eight coroutines side by side and combines their results. See {@link #gather(Coroutine, Coroutine)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object,
                    R extends @Nullable Object>
            R gather(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f,
                    Coroutine<? extends G> g,
                    Coroutine<? extends H> h,
                    Fn8<
                                    ? super A,
                                    ? super B,
                                    ? super C,
                                    ? super D,
                                    ? super E,
                                    ? super F,
                                    ? super G,
                                    ? super H,
                                    ? extends R>
                            combine) {
        Objects.requireNonNull(combine, "combine");
        return Gathering.of(a, b, c, d, e, f, g, h)
                .combine(all -> combine.apply(
                        all.result(0),
                        all.result(1),
                        all.result(2),
                        all.result(3),
                        all.result(4),
                        all.result(5),
                        all.result(6),
                        all.result(7)));
    }

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

    /** Runs all and says how each ended; a failure cancels nothing. {@code asyncio.gather(return_exceptions=True)}. */
    public static <T extends @Nullable Object> List<Outcome<T>> settle(
            Collection<? extends Coroutine<? extends T>> all) {
        return Gathering.settle(new ArrayList<>(Objects.requireNonNull(all, "all")));
    }

    /** {@link #settle(Collection)} of two. */
    public static <A extends @Nullable Object, B extends @Nullable Object> Both<Outcome<A>, Outcome<B>> settle(
            Coroutine<? extends A> a, Coroutine<? extends B> b) {
        Gathering all = Gathering.settled(a, b);
        return new Both<>(all.outcome(0), all.outcome(1));
    }

    /** {@link #settle(Collection)} of three. */
    public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
            Three<Outcome<A>, Outcome<B>, Outcome<C>> settle(
                    Coroutine<? extends A> a, Coroutine<? extends B> b, Coroutine<? extends C> c) {
        Gathering all = Gathering.settled(a, b, c);
        return new Three<>(all.outcome(0), all.outcome(1), all.outcome(2));
    }

    /** {@link #settle(Collection)} of four. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Four<Outcome<A>, Outcome<B>, Outcome<C>, Outcome<D>> settle(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d) {
        Gathering all = Gathering.settled(a, b, c, d);
        return new Four<>(all.outcome(0), all.outcome(1), all.outcome(2), all.outcome(3));
    }

    /** {@link #settle(Collection)} of five. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Five<Outcome<A>, Outcome<B>, Outcome<C>, Outcome<D>, Outcome<E>> settle(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e) {
        Gathering all = Gathering.settled(a, b, c, d, e);
        return new Five<>(all.outcome(0), all.outcome(1), all.outcome(2), all.outcome(3), all.outcome(4));
    }

    /** {@link #settle(Collection)} of six. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            Six<Outcome<A>, Outcome<B>, Outcome<C>, Outcome<D>, Outcome<E>, Outcome<F>> settle(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f) {
        Gathering all = Gathering.settled(a, b, c, d, e, f);
        return new Six<>(
                all.outcome(0), all.outcome(1), all.outcome(2), all.outcome(3), all.outcome(4), all.outcome(5));
    }

    /** {@link #settle(Collection)} of seven. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            Seven<Outcome<A>, Outcome<B>, Outcome<C>, Outcome<D>, Outcome<E>, Outcome<F>, Outcome<G>> settle(
                    Coroutine<? extends A> a,
                    Coroutine<? extends B> b,
                    Coroutine<? extends C> c,
                    Coroutine<? extends D> d,
                    Coroutine<? extends E> e,
                    Coroutine<? extends F> f,
                    Coroutine<? extends G> g) {
        Gathering all = Gathering.settled(a, b, c, d, e, f, g);
        return new Seven<>(
                all.outcome(0),
                all.outcome(1),
                all.outcome(2),
                all.outcome(3),
                all.outcome(4),
                all.outcome(5),
                all.outcome(6));
    }

    /** {@link #settle(Collection)} of eight. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object>
            Eight<Outcome<A>, Outcome<B>, Outcome<C>, Outcome<D>, Outcome<E>, Outcome<F>, Outcome<G>, Outcome<H>>
                    settle(
                            Coroutine<? extends A> a,
                            Coroutine<? extends B> b,
                            Coroutine<? extends C> c,
                            Coroutine<? extends D> d,
                            Coroutine<? extends E> e,
                            Coroutine<? extends F> f,
                            Coroutine<? extends G> g,
                            Coroutine<? extends H> h) {
        Gathering all = Gathering.settled(a, b, c, d, e, f, g, h);
        return new Eight<>(
                all.outcome(0),
                all.outcome(1),
                all.outcome(2),
                all.outcome(3),
                all.outcome(4),
                all.outcome(5),
                all.outcome(6),
                all.outcome(7));
    }
}
