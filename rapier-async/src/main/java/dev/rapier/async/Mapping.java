package dev.rapier.async;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A generator whose values are worked on by several tasks at a time. */
final class Mapping {
    private Mapping() {}

    /**
     * Results in the order of the values. A task of its own runs the source and starts one for each value; the consumer waits for
     * them in order. A place is free again when its result was taken, so no more than that many are ever kept.
     */
    static <T extends @Nullable Object, R extends @Nullable Object> AsyncGenerator<R> ordered(
            AsyncGenerator<T> source, int limit, Fn<? super T, ? extends R> function) {
        checkLimit(limit);
        return AsyncGenerator.of(out -> Group.run(
                "a concurrent map",
                group -> {
                    AsyncSemaphore places = new AsyncSemaphore("a place of a concurrent map", limit);
                    AsyncChannel<Task<R>> started = AsyncChannel.unbounded(); // holds no more than there are places
                    group.start("source of a concurrent map", () -> {
                        try (started) {
                            source.forEach(value -> {
                                places.acquire();
                                started.send(group.start(() -> function.apply(value)));
                            });
                        }
                    });
                    for (Optional<Task<R>> next = started.receiveOrEnd();
                            next.isPresent();
                            next = started.receiveOrEnd()) {
                        R result = next.get().await();
                        places.release();
                        out.yield(result);
                    }
                    return true;
                },
                null));
    }

    /** Results as they come. */
    static <T extends @Nullable Object, R> AsyncGenerator<R> unordered(
            AsyncGenerator<T> source, int limit, Fn<? super T, ? extends R> function) {
        checkLimit(limit);
        return AsyncGenerator.of(out -> Group.run(
                "a concurrent map",
                group -> {
                    AsyncSemaphore places = new AsyncSemaphore("a place of a concurrent map", limit);
                    AsyncChannel<R> results = AsyncChannel.bounded(limit);
                    ChannelSender<R> sources = results.sender();
                    group.start("source of a concurrent map", () -> {
                        try (sources) {
                            source.forEach(value -> {
                                places.acquire();
                                ChannelSender<R> sender = results.sender();
                                group.start(() -> {
                                    try (sender) {
                                        sender.send(orFail(group, () -> function.apply(value)));
                                    } finally {
                                        places.release();
                                    }
                                });
                            });
                        }
                    });
                    results.values().forEach(out::yield);
                    return true;
                },
                null));
    }

    /** What is left of a cancel that meant this task alone must be heard of: its values would be missing without a word. */
    static <T extends @Nullable Object> T orFail(Group group, Coroutine<? extends T> body) throws Exception {
        try {
            return body.run();
        } catch (Throwable failure) { // passes, as it is or as what it means
            if (Failures.isEchoOfCancel(failure) && !group.scope().isCancelled()) {
                throw new ChildCancelled("the task was cancelled: " + failure.getMessage(), failure);
            }
            throw failure;
        }
    }

    private static void checkLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
    }
}
