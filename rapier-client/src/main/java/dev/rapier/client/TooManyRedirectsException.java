package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** More redirects than {@link ClientBuilder#maxRedirects(int)} allows; 20 by default. */
public final class TooManyRedirectsException extends RequestException {
    @Serial
    private static final long serialVersionUID = 1L;

    public TooManyRedirectsException(ClientRequest request, String problem, @Nullable Throwable cause) {
        super(request, problem, cause);
    }
}
