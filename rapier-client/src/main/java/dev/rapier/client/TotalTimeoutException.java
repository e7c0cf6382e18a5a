package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The call, with its redirects and the reading of its body, took longer than {@link ClientTimeouts#total()}. */
public final class TotalTimeoutException extends ClientTimeoutException {
    @Serial
    private static final long serialVersionUID = 1L;

    public TotalTimeoutException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
