package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** No connection came about: the name is unknown, the port is closed, or TLS failed. */
public final class ConnectFailedException extends NetworkException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ConnectFailedException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
