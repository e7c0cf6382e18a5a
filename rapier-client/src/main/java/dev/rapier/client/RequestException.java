package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The call failed: no whole response came of the request that it carries. */
public abstract class RequestException extends ClientException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ClientRequest request;

    RequestException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request + ": " + problem, cause);
        this.request = request;
    }

    /** The request as it was sent, or was about to be. */
    public ClientRequest request() {
        return request;
    }
}
