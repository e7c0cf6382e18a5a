package dev.rapier.client;

import java.io.Serial;

/** The text is not a URL. The message says where it goes wrong and does not repeat the text. */
public final class InvalidUrlException extends ClientException {
    @Serial
    private static final long serialVersionUID = 1L;

    public InvalidUrlException(String message) {
        super(message, null);
    }
}
