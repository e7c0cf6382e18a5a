package dev.rapier.client;

import java.io.Serial;

/** The body of a request or response was used in the wrong order. */
public abstract class StreamException extends ClientException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ClientRequest request;

    StreamException(ClientRequest request, String problem) {
        super(request + ": " + problem, null);
        this.request = request;
    }

    /** The request whose body, or whose response's body, it was. */
    public ClientRequest request() {
        return request;
    }
}
