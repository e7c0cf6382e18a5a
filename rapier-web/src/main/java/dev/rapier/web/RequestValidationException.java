package dev.rapier.web;

import dev.rapier.web.json.PlainJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose parameters or body don't fit what the handler declares; it is answered with 422 and {@code {"detail":
 * [..]}}, as FastAPI's {@code RequestValidationError}. It is the client's fault, so it has no stack trace.
 */
public final class RequestValidationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ValidationError> errors;
    private final transient @Nullable Object body;

    /**
     * All errors of one request.
     *
     * @param body the body as it was read: null, a string, boolean, number, list or map
     */
    public RequestValidationException(List<ValidationError> errors, @Nullable Object body) {
        super(message(errors), null, false, false);
        this.errors = List.copyOf(errors);
        this.body = body;
    }

    private static String message(List<ValidationError> errors) {
        var text = new StringBuilder();
        text.append(errors.size()).append(errors.size() == 1 ? " validation error:" : " validation errors:");
        for (ValidationError error : errors) {
            text.append("\n  ").append(error.loc()).append(": ").append(error.msg());
        }
        return text.toString();
    }

    /** What is wrong, in FastAPI's order: path, query, header, cookie, body, each as declared. */
    public List<ValidationError> errors() {
        return errors;
    }

    /** The body as it was read; null where there was none or the route does not read it. */
    public @Nullable Object body() {
        return body;
    }

    /** The body of the answer: {@code {"detail":[{"type":..,"loc":[..],"msg":..,"input":..}]}} in UTF-8. */
    public byte[] json() {
        return PlainJson.bytes(
                Map.of("detail", errors.stream().map(ValidationError::toMap).toList()));
    }
}
