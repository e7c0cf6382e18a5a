package dev.rapier.vertx;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the slices of virtual threads: the first one here, on the event loop's thread, when the loop itself starts the
 * thread; all others on the carriers. So no waiting thread ever needs the loop to go on, and what a handler starts while
 * it runs on the loop goes to the carriers too, since threads inherit the scheduler but not the loop's intention.
 */
final class LoopScheduler implements Executor {
    private final Thread loop;
    private final Executor carriers;

    // Owned by the loop: what it is about to start.
    private boolean here;
    private @Nullable ServerExchange timed;

    LoopScheduler(Thread loop, Executor carriers) {
        this.loop = loop;
        this.carriers = carriers;
    }

    /** Runs the first slice of the thread before it returns. */
    void startHere(Thread thread) {
        here = true;
        try {
            thread.start();
        } finally {
            here = false;
        }
    }

    /** Starts the thread on the carriers and has the exchange note how long its first slice takes. */
    void startOnCarriers(Thread thread, ServerExchange exchange) {
        timed = exchange;
        try {
            thread.start();
        } finally {
            timed = null;
        }
    }

    /** Called by the JDK each time that a thread of ours can run: by the loop, a carrier, a timer, or on a virtual thread. */
    @Override
    public void execute(Runnable slice) {
        if (Thread.currentThread() != loop) {
            carriers.execute(slice);
        } else if (here) {
            // Taken at once: the slice may start threads, or yield and be made runnable again before it returns.
            here = false;
            slice.run();
        } else if (timed != null) {
            ServerExchange exchange = timed;
            timed = null;
            carriers.execute(() -> exchange.runFirstSlice(slice));
        } else {
            carriers.execute(slice);
        }
    }
}
