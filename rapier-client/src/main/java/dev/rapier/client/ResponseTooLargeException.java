package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The decoded body is larger than {@link ClientLimits#maxResponseBytes()}, or grew beyond {@link ClientLimits#maxExpansion()}. */
public final class ResponseTooLargeException extends RequestException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ResponseTooLargeException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
