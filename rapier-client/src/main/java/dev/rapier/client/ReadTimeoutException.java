package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The server sent nothing for {@link ClientTimeouts#read()}: the wait for one chunk, not for the whole response. */
public final class ReadTimeoutException extends ClientTimeoutException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ReadTimeoutException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
