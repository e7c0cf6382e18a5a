package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The connection broke while the response was awaited or read. */
public final class ReadFailedException extends NetworkException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ReadFailedException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
