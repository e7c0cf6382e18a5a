package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** No connection came about within {@link ClientTimeouts#connect()}: name lookup, TCP and TLS. */
public final class ConnectTimeoutException extends ClientTimeoutException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ConnectTimeoutException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
