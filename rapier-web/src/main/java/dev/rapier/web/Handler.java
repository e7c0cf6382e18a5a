package dev.rapier.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests: {@code request -> "pong"}. It may block, since it runs on its own virtual thread unless the route says
 * otherwise.
 *
 * <p>What it returns becomes the answer: a {@link Response} as it is, all else (null, too) as JSON with status 200.
 * Making a handler of a {@link java.lang.reflect.Method} is the work of {@code dev.rapier.web.binding}.
 */
@FunctionalInterface
public interface Handler {
    /** The answer; an exception becomes an error page as the application's exception handlers say. */
    @Nullable
    Object call(Request request) throws Exception;

    /**
     * Says what is wrong with a request as far as this handler reads it. Asked in the place of {@link #call} where something that it needs
     * could not be made of that request, so that the client hears of everything at once.
     *
     * @param found what is known to be wrong already, which comes first
     */
    default RequestValidationException refuse(Request request, List<ValidationError> found) {
        return new RequestValidationException(found, null);
    }

    /** The types of which something must be provided before it is called; see {@link App#provide}. */
    default List<Class<?>> needs() {
        return List.of();
    }
}
