package dev.rapier.vertx;

import dev.rapier.http.HttpStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;

/** The answers that the engine gives by itself, to requests that never reach the application. */
enum Refusal {
    MALFORMED(400, "Invalid HTTP request received."),
    HEAD_TIMEOUT(408, "The request did not arrive in time"),
    BODY_TOO_LARGE(413, "The request body is too large"),
    TARGET_TOO_LONG(414, "The request line is too long"),
    EXPECTATION(417, "The only expectation understood is 100-continue"),
    HEADERS_TOO_LARGE(431, "The request header fields are too large"),
    NOT_IMPLEMENTED(501, "This method or transfer coding is not implemented"),
    OVERLOADED(503, "Too many requests are waiting for a thread"),
    VERSION(505, "The HTTP version is not supported");

    private final int status;
    private final String detail;

    Refusal(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    static Refusal of(Throwable decoderFailure) {
        return switch (decoderFailure) {
            case TooLongHttpLineException e -> TARGET_TOO_LONG;
            case TooLongHttpHeaderException e -> HEADERS_TOO_LARGE;
            default -> MALFORMED;
        };
    }

    int status() {
        return status;
    }

    /** JSON as FastAPI's errors are, but for malformed requests, where uvicorn answers with plain text. */
    String[] fields() {
        return switch (this) {
            case MALFORMED -> HeaderFields.TEXT;
            case OVERLOADED -> HeaderFields.JSON_RETRY;
            default -> HeaderFields.JSON;
        };
    }

    byte[] body() {
        String text = this == MALFORMED ? detail : "{\"detail\":\"" + detail + "\"}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For log lines. */
    @Override
    public String toString() {
        return status + " " + HttpStatus.phrase(status);
    }
}
