package dev.rapier.web.engine;

/** The body of a streamed answer. One thread at a time. */
public interface BodyStream {
    /**
     * Sends a piece. Blocks the calling thread while the client reads more slowly than we write, which slows the producer;
     * a cancelled scope ends the wait with a Cancellation. The piece now belongs to the engine: don't change it.
     *
     * @throws java.io.UncheckedIOException if the client has gone or has not read anything for the stall limit
     */
    void write(byte[] piece);

    /** Ends the body properly. */
    void end();

    /** Breaks the body off so that the client sees that it is incomplete (no last chunk; RST_STREAM). */
    void abort();
}
