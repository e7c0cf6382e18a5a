package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A thread that waits: what a primitive keeps of those it will wake. It is also a listener that wakes. */
class Waiter implements Runnable {
    /** The task that the thread runs, which knows it; outside any task, the thread. */
    private final Object who;

    Waiter() {
        Strand<?> strand = Strand.find();
        who = strand == null ? Thread.currentThread() : strand;
    }

    final @Nullable Strand<?> strand() {
        return who instanceof Strand<?> strand ? strand : null;
    }

    /** Ends the present or the next wait; any thread may call it. */
    final void wake() {
        if (who instanceof Strand<?> strand) {
            Parking.unpark(strand, strand.thread());
        } else {
            Parking.unpark(null, (Thread) who);
        }
    }

    @Override
    public void run() {
        wake();
    }
}
