package dev.rapier.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms of {@link Async} that run coroutines side by side and say how each ended. */
abstract sealed class Settles extends Collected permits Gathers {
    Settles() {}

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
