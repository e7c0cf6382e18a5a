package dev.rapier.client;

import java.io.Serial;

/** The body can be gone through only once, and that has happened. */
public final class StreamConsumedException extends StreamException {
    @Serial
    private static final long serialVersionUID = 1L;

    StreamConsumedException(ClientRequest request, String problem) {
        super(request, problem);
    }
}
