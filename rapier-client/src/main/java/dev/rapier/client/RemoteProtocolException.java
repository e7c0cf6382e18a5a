package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The server did not speak HTTP properly: no response at all, garbage, or a body that ends too early. */
public final class RemoteProtocolException extends HttpProtocolException {
    @Serial
    private static final long serialVersionUID = 1L;

    public RemoteProtocolException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
