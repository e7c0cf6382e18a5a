package dev.rapier.vertx;

import java.util.List;

/** Where answers go: a connection of HTTP/1 or a stream of HTTP/2. Called by the thread of the event loop only. */
interface Responder {
    /** Sends the whole answer that the exchange holds. */
    void answer(ServerExchange exchange);

    /** Sends the head of the answer whose body the exchange streams. */
    void begin(ServerExchange exchange);

    /**
     * Sends pieces of the streamed body.
     *
     * @param bytes the sum of their lengths
     * @param last whether they are the last ones
     * @param body told when the pieces have left for the socket, or can't
     */
    void send(ServerExchange exchange, List<byte[]> pieces, int bytes, boolean last, QueuedBody body);

    /** Breaks the answer off so that the client sees that it is incomplete. */
    void abort(ServerExchange exchange);
}
