package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** One side broke the rules of HTTP. */
public abstract class HttpProtocolException extends TransportException {
    @Serial
    private static final long serialVersionUID = 1L;

    HttpProtocolException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
