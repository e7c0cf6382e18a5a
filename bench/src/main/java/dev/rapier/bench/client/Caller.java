package dev.rapier.bench.client;

import java.util.concurrent.atomic.AtomicLong;

/** One way to call a server. Closed by whoever made it. */
public interface Caller extends AutoCloseable {
    /** Sends a GET and reads the body. */
    byte[] get(String url);

    /** Does something ten times at once, each on a virtual thread of its own, and waits for all. */
    void ten(Runnable call);

    /** Ten calls at once. */
    default void fanOut(String url) {
        ten(() -> get(url));
    }

    /** How many times longer ten calls at once take than the slowest of them. */
    default double stretch(String url) {
        var slowest = new AtomicLong();
        long began = System.nanoTime();
        ten(() -> {
            long sent = System.nanoTime();
            get(url);
            slowest.accumulateAndGet(System.nanoTime() - sent, Math::max);
        });
        return (double) (System.nanoTime() - began) / slowest.get();
    }

    @Override
    void close();
}
