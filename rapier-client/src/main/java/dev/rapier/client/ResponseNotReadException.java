package dev.rapier.client;

import java.io.Serial;

/** The body was asked for as a whole before {@link ClientResponse#read()}. */
public final class ResponseNotReadException extends StreamException {
    @Serial
    private static final long serialVersionUID = 1L;

    ResponseNotReadException(ClientRequest request, String problem) {
        super(request, problem);
    }
}
