package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The server took nothing of the request for {@link ClientTimeouts#write()}. */
public final class WriteTimeoutException extends ClientTimeoutException {
    @Serial
    private static final long serialVersionUID = 1L;

    public WriteTimeoutException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
