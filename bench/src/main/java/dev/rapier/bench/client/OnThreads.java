package dev.rapier.bench.client;

import java.util.ArrayList;

/** Ten bare virtual threads. */
final class OnThreads {
    private OnThreads() {}

    static void ten(Runnable call) {
        var threads = new ArrayList<Thread>(10);
        for (int i = 0; i < 10; i++) {
            threads.add(Thread.ofVirtual().start(call));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a measurement ran", e);
        }
    }
}
