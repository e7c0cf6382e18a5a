package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Sending the request or receiving the response failed. */
public abstract class TransportException extends RequestException {
    @Serial
    private static final long serialVersionUID = 1L;

    TransportException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
