package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The request was not sent: too many of those to its host failed lately; see {@link dev.rapier.client.resilience.BreakerPolicy}. */
public final class CircuitOpenException extends RequestException {
    @Serial
    private static final long serialVersionUID = 1L;

    public CircuitOpenException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
