package dev.rapier.client;

/**
 * Sends one request and receives one response: what a {@link Client} is built on. Redirects, decoding, limits and merging are
 * done above it, so an own transport has to do nothing but this.
 *
 * <p>It blocks the calling thread and keeps to the request's connect, read, write and total timeouts. While it waits, a cancel
 * of the running task has to end it at once; {@link dev.rapier.async.Async#cancellable} is the way.
 */
@FunctionalInterface
public interface Transport extends AutoCloseable {
    /**
     * Sends the request as it is and returns when the head of the response is there.
     *
     * @throws TransportException if that fails; other exceptions pass to the caller as they are
     */
    TransportResponse handle(ClientRequest request);

    /** Closes all connections, also those in use. Called once, by {@link Client#close()}. */
    @Override
    default void close() {}
}
