package dev.rapier.client;

import java.io.Serial;

/** The response was closed before its body was read. */
public final class StreamClosedException extends StreamException {
    @Serial
    private static final long serialVersionUID = 1L;

    StreamClosedException(ClientRequest request, String problem) {
        super(request, problem);
    }
}
