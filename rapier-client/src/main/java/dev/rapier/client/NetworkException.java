package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The connection failed. */
public abstract class NetworkException extends TransportException {
    @Serial
    private static final long serialVersionUID = 1L;

    NetworkException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
