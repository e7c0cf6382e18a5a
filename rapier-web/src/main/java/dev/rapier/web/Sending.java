package dev.rapier.web;

import dev.rapier.async.Async;
import dev.rapier.async.Cancellation;
import dev.rapier.http.Headers;
import dev.rapier.http.HttpStatus;
import dev.rapier.web.engine.Exchange;
import java.util.function.Consumer;

/** The one answer of a request on its way to the engine. Owned by the request's thread. */
final class Sending {
    private static final byte[] EMPTY = {};

    private final Exchange exchange;
    private boolean begun;

    Sending(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Whether the client has been sent anything, so that no other answer is possible. */
    boolean begun() {
        return begun;
    }

    void whole(int status, Headers headers, byte[] content) {
        begun = true;
        exchange.respond(status, headers, content);
    }

    /**
     * Sends what the source gives. Throws what the source throws as long as nothing has been sent; later failures break the
     * body off and are thrown as a {@link BrokenBody}.
     */
    void stream(int status, Headers headers, Consumer<Consumer<byte[]>> source) {
        if (exchange.method().equals("HEAD") || !HttpStatus.allowsBody(status)) {
            whole(status, headers, EMPTY);
            return;
        }
        var out = new PieceBuffer(() -> exchange.stream(status, headers));
        try {
            Async.<Boolean>group(group -> {
                out.keepFlowing(group);
                source.accept(out::add);
                out.flush();
                return true;
            });
            begun = true;
            out.end();
        } catch (Throwable failure) {
            begun = out.opened();
            out.abort();
            if (!begun || failure instanceof Cancellation) {
                throw failure;
            }
            throw new BrokenBody(out.bytesWritten(), out.isWriteFailure(failure), failure);
        }
    }
}
