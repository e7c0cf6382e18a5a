package dev.rapier.vertx;

/** An accepted connection. Called by the thread of its event loop only. */
interface Connection {
    /** A tick of the loop's clock went by: looks at the deadlines. */
    void tick();

    /** Finishes the requests at work and closes then; at once where there are none. */
    void drain();

    /** Cancels the requests at work, sends what was already answered and closes. */
    void close(String reason);
}
