package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.sleep;

import dev.rapier.async.AsyncGenerator;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An async generator yields its values one by one, when each is ready.
 *
 * <ul>
 *   <li>Yields values asynchronously
 *   <li>Can await in the generator
 *   <li>Use {@code forEach} to iterate: body and consumer take turns on one thread
 * </ul>
 */
record AsyncRange(Console console) {

    AsyncGenerator<Integer> asyncRange(int n) {
        return AsyncGenerator.of(out -> {
            for (int i = 0; i < n; i++) {
                sleep(Duration.ofMillis(100));
                out.yield(i);
            }
        });
    }

    int consumeAsyncGenerator() {
        var received = new AtomicInteger();
        asyncRange(10).forEach(value -> {
            console.print("Received: " + value);
            received.incrementAndGet();
        });
        return received.get();
    }
}
