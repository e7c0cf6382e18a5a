package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The proxy refused: it wants another user, or did not reach the server. */
public final class ProxyException extends TransportException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ProxyException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
