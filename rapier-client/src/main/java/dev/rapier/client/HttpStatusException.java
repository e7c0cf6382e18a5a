package dev.rapier.client;

import java.io.Serial;
import java.util.Optional;

/** The status of the response is not 2xx; thrown by {@link ClientResponse#raiseForStatus()} only. */
public final class HttpStatusException extends ClientException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ClientResponse response;

    HttpStatusException(ClientResponse response, String message) {
        super(message, null);
        this.response = response;
    }

    /** The request that was answered. */
    public ClientRequest request() {
        return response.request();
    }

    /** The response, with its body if that was read. */
    public ClientResponse response() {
        return response;
    }

    /** The status code of the response. */
    public int statusCode() {
        return response.statusCode();
    }

    /** What the body says of the error; empty where it was not read, is not JSON or has no {@code detail}. */
    public Optional<ErrorDetail> detail() {
        return ErrorDetail.of(response);
    }
}
