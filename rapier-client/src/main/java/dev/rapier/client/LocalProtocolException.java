package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The request can not be sent as HTTP: a line break in a header, two bodies, a body of another length than promised. */
public final class LocalProtocolException extends HttpProtocolException {
    @Serial
    private static final long serialVersionUID = 1L;

    public LocalProtocolException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
