package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms of {@link Async} that run a number of coroutines side by side, of a type each, and need all results. */
abstract sealed class Gathers extends Settles permits Async {
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
}
