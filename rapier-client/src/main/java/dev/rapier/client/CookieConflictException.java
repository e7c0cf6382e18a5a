package dev.rapier.client;

import java.io.Serial;

/** There are several cookies of the name, of other domains or paths. */
public final class CookieConflictException extends ClientException {
    @Serial
    private static final long serialVersionUID = 1L;

    public CookieConflictException(String message) {
        super(message, null);
    }
}
