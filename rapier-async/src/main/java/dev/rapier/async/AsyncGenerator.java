package dev.rapier.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * A source of values that may block while it makes them: Python's {@code async def} with {@code yield}. It is lazy, and runs
 * anew for each consumer.
 *
 * <pre>{@code
 * AsyncGenerator<Integer> range = AsyncGenerator.of(out -> {
 *     for (int i = 0; i < 10; i++) {
 *         sleep(Duration.ofMillis(100));
 *         out.yield(i);
 *     }
 * });
 * range.filter(i -> i % 2 == 0).forEach(System.out::println);     // async for
 * }</pre>
 *
 * <p>{@code forEach} and everything built on it run body and consumer in turn on the caller's thread, with no hand-over: a slow
 * consumer slows the body, and one that fails or stops ends it at once, its {@code finally} blocks included. Only {@link #open}
 * uses a task of its own.
 */
@FunctionalInterface
public interface AsyncGenerator<T extends @Nullable Object> {
    /** Calls the predicate with each value while it returns true. {@code async for} with {@code break}. */
    void forEachWhile(Predicate<? super T> consumer);

    /** A generator with this body. */
    static <T extends @Nullable Object> AsyncGenerator<T> of(Gen<T> body) {
        Objects.requireNonNull(body, "body");
        return consumer -> new PushYield<T>(Objects.requireNonNull(consumer, "consumer")).run(body);
    }

    /** A generator of these values; what is iterated over may block. */
    static <T extends @Nullable Object> AsyncGenerator<T> from(Iterable<? extends T> values) {
        Objects.requireNonNull(values, "values");
        return of(out -> values.forEach(out::yield));
    }

    /**
     * The values of several generators as they come, each of which runs in a task of its own, no further ahead than one value. A
     * failure of one cancels the others and is thrown at once.
     *
     * @throws IllegalStateException when it runs outside any task
     */
    static <T> AsyncGenerator<T> merge(Collection<? extends AsyncGenerator<? extends T>> generators) {
        return Merging.of(generators);
    }

    /** Calls the consumer with each value. {@code async for}. */
    default void forEach(Consumer<? super T> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        forEachWhile(value -> {
            consumer.accept(value);
            return true;
        });
    }

    /**
     * Lets the caller pull: the body runs in a task of its own, strictly when asked. Close it, best by try-with-resources.
     *
     * @throws IllegalStateException outside any task
     */
    default Iteration<T> open() {
        return PullIteration.open(this);
    }

    /** {@code [f(x) async for x in ..]}. */
    default <R extends @Nullable Object> AsyncGenerator<R> map(Function<? super T, ? extends R> function) {
        Objects.requireNonNull(function, "function");
        return of(out -> forEach(value -> out.yield(function.apply(value))));
    }

    /** {@code [x async for x in .. if p(x)]}. */
    default AsyncGenerator<T> filter(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return of(out -> forEach(value -> {
            if (predicate.test(value)) {
                out.yield(value);
            }
        }));
    }

    /**
     * The first values; the source ends with the last of them and is not asked for one more.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    default AsyncGenerator<T> take(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative: " + count);
        }
        return of(out -> {
            if (count > 0) {
                long[] left = {count};
                forEachWhile(value -> {
                    out.yield(value);
                    return --left[0] > 0;
                });
            }
        });
    }

    /** The values up to the first that fails the test, which is dropped. */
    default AsyncGenerator<T> takeWhile(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return of(out -> forEachWhile(value -> {
            boolean more = predicate.test(value);
            if (more) {
                out.yield(value);
            }
            return more;
        }));
    }

    /** The values of a generator for each value, one after the other. */
    default <R extends @Nullable Object> AsyncGenerator<R> flatMap(
            Function<? super T, ? extends AsyncGenerator<? extends R>> function) {
        Objects.requireNonNull(function, "function");
        return of(out -> forEach(value -> function.apply(value).forEach(out::yield)));
    }

    /** The values behind the first ones, which are dropped. */
    default AsyncGenerator<T> drop(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative: " + count);
        }
        return of(out -> {
            long[] left = {count};
            forEach(value -> {
                if (left[0] > 0) {
                    left[0]--;
                } else {
                    out.yield(value);
                }
            });
        });
    }

    /**
     * The values in lists of that size; the last may be shorter. Python's {@code itertools.batched}.
     *
     * @param size at least 1
     */
    default AsyncGenerator<List<T>> batched(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1, not " + size);
        }
        return of(out -> {
            List<List<T>> current = new ArrayList<>(List.of(new ArrayList<>()));
            forEach(value -> {
                List<T> batch = current.getFirst();
                batch.add(value);
                if (batch.size() == size) {
                    current.set(0, new ArrayList<>());
                    out.yield(Collections.unmodifiableList(batch));
                }
            });
            if (!current.getFirst().isEmpty()) {
                out.yield(Collections.unmodifiableList(current.getFirst()));
            }
        });
    }

    /**
     * Pairs with those of another generator, until one of the two ends. The other one runs in a task of its own.
     *
     * @throws IllegalStateException when it runs outside any task
     */
    default <U extends @Nullable Object, R extends @Nullable Object> AsyncGenerator<R> zip(
            AsyncGenerator<U> other, BiFunction<? super T, ? super U, ? extends R> combine) {
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(combine, "combine");
        return of(out -> {
            try (Iteration<U> others = other.open()) {
                Iterator<U> next = others.iterator();
                forEachWhile(value -> {
                    if (!next.hasNext()) {
                        return false;
                    }
                    out.yield(combine.apply(value, next.next()));
                    return true;
                });
            }
        });
    }

    /**
     * The same values, made ahead of the consumer by a task of its own, as many as that. For throughput: the two sides run side by
     * side and wait for each other only when the buffer is full or empty. A failure comes after the values before it.
     *
     * @param capacity at least 1
     */
    default AsyncGenerator<T> buffered(int capacity) {
        return ReadAhead.of(this, capacity);
    }

    /**
     * Results of a function that may block, in the order of the values, up to {@code limit} of them worked on at a time, each in a
     * task of its own. A failure cancels the rest and is thrown at once.
     *
     * @param limit at least 1
     */
    default <R extends @Nullable Object> AsyncGenerator<R> mapConcurrently(
            int limit, Fn<? super T, ? extends R> function) {
        return Mapping.ordered(this, limit, Objects.requireNonNull(function, "function"));
    }

    /** {@link #mapConcurrently} with the results in the order in which they come. The function must not return null. */
    default <R> AsyncGenerator<R> mapUnordered(int limit, Fn<? super T, ? extends R> function) {
        return Mapping.unordered(this, limit, Objects.requireNonNull(function, "function"));
    }

    /** The first value, with which the source ends; empty where it has none, or where that is null. */
    default Optional<T> first() {
        List<T> first = take(1).toList();
        return first.isEmpty() ? Optional.empty() : Optional.ofNullable(first.getFirst());
    }

    /** What a collector of the JDK makes of all values: {@code collect(Collectors.groupingBy(..))}. */
    default <A, R extends @Nullable Object> R collect(Collector<? super T, A, ? extends R> collector) {
        A into = collector.supplier().get();
        forEach(value -> collector.accumulator().accept(into, value));
        return collector.finisher().apply(into);
    }

    /** All values. */
    default List<T> toList() {
        List<T> values = new ArrayList<>();
        forEach(values::add);
        return values;
    }

    /** {@code {k(x): v(x) async for x in ..}}: in order; a later value replaces an earlier one of the same key. */
    default <K, V> Map<K, V> toMap(Function<? super T, ? extends K> key, Function<? super T, ? extends V> value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Map<K, V> map = new LinkedHashMap<>();
        forEach(item -> map.put(key.apply(item), value.apply(item)));
        return map;
    }
}
