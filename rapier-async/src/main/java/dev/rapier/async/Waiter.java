package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A thread that waits, with the task that it runs: what a primitive keeps of those it will wake. It is also a listener that wakes. */
class Waiter implements Runnable {
    final @Nullable Strand<?> strand = Strand.find();
    private final Thread thread = Thread.currentThread();

    /** Ends the present or the next wait; any thread may call it. */
    final void wake() {
        Parking.unpark(strand, thread);
    }

    @Override
    public void run() {
        wake();
    }
}
