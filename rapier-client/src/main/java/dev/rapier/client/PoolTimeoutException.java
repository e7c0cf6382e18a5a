package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** All connections that {@link ClientLimits#maxConnections()} allows were in use for {@link ClientTimeouts#pool()}. */
public final class PoolTimeoutException extends ClientTimeoutException {
    @Serial
    private static final long serialVersionUID = 1L;

    public PoolTimeoutException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
