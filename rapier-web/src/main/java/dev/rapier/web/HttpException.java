package dev.rapier.web;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.http.HttpStatus;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a status: {@code throw new HttpException(404, "User not found")} is answered with {@code {"detail":
 * "User not found"}}. Behaves as FastAPI's {@code HTTPException}. It is not an error of the program, so it is not logged
 * and has no stack trace.
 */
public final class HttpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient @Nullable Object detail;
    private final transient HeaderList headers;

    /** The detail is the reason phrase of the status: {@code Not Found}. */
    public HttpException(int status) {
        this(status, HttpStatus.phrase(status));
    }

    /** With any JSON value as detail. */
    public HttpException(int status, @Nullable Object detail) {
        this(status, detail, HeaderList.create());
    }

    /** With header fields for the answer: {@code HeaderList.of("www-authenticate", "Bearer")}. */
    public HttpException(int status, @Nullable Object detail, Headers headers) {
        super(status + ": " + detail, null, false, false);
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("Status " + status + " of an HttpException is not between 200 and 599");
        }
        this.status = status;
        this.detail = detail;
        this.headers = HeaderList.copyOf(headers);
    }

    /** The answer: {@code {"detail": ..}} with the status and the header fields; no body where the status allows none. */
    public Response response() {
        Response response = HttpStatus.allowsBody(status)
                ? JsonResponse.of(status, Collections.singletonMap("detail", detail))
                : Response.of(status);
        headers.forEach((name, value) -> response.headers().set(name, value));
        return response;
    }

    /** 200 to 599. */
    public int status() {
        return status;
    }

    /** What stands under {@code detail} in the answer. */
    public @Nullable Object detail() {
        return detail;
    }

    /** Header fields of the answer. */
    public Headers headers() {
        return headers;
    }
}
