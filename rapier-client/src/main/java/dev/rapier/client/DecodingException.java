package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The body is not what its headers say: corrupt compression, or not the JSON that was asked for. */
public final class DecodingException extends RequestException {
    @Serial
    private static final long serialVersionUID = 1L;

    public DecodingException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
