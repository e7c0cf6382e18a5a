package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The connection broke while the request was sent. */
public final class WriteFailedException extends NetworkException {
    @Serial
    private static final long serialVersionUID = 1L;

    public WriteFailedException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
