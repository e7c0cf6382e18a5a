package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The scheme of the URL is neither {@code http} nor {@code https}, or there is none. */
public final class UnsupportedProtocolException extends TransportException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnsupportedProtocolException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
