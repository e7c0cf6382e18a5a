package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something took longer than {@link ClientTimeouts} allow. */
public abstract class ClientTimeoutException extends TransportException {
    @Serial
    private static final long serialVersionUID = 1L;

    ClientTimeoutException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
