package dev.rapier.web;

import dev.rapier.async.AsyncTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Which handler answers which exception, as in Starlette: an {@link HttpException} by its status first, then every exception
 * by its class and the classes above. Filled before the application starts, read only afterwards.
 */
final class ExceptionHandlers {
    /** A handler, and whether what it answers is an error of the program that belongs into the log. */
    record Found(ExceptionHandler<Throwable> handler, boolean logged) {}

    private static final byte[] INTERNAL_SERVER_ERROR = "Internal Server Error".getBytes(StandardCharsets.US_ASCII);

    private static final ExceptionHandler<Throwable> DEFAULT_PAGE =
            (_, failure) -> ((HttpException) failure).response();

    private final Map<Integer, ExceptionHandler<Throwable>> byStatus = new HashMap<>();
    private final Map<Class<?>, ExceptionHandler<Throwable>> byClass = new HashMap<>();

    ExceptionHandlers() {
        byClass.put(HttpException.class, DEFAULT_PAGE);
        put(
                RequestValidationException.class,
                (_, invalid) -> JsonResponse.ofEncoded(invalid.json()).status(422));
        put(AsyncTimeoutException.class, (_, _) -> new HttpException(504).response());
    }

    /** What nobody answers. */
    static Response internalServerError() {
        return Response.of(INTERNAL_SERVER_ERROR, "text/plain").status(500);
    }

    <E extends Throwable> void put(Class<E> type, ExceptionHandler<? super E> handler) {
        byClass.put(type, (request, failure) -> handler.handle(request, type.cast(failure)));
    }

    void put(int status, ExceptionHandler<Throwable> handler) {
        byStatus.put(status, handler);
    }

    /** Whether an unknown path may be answered by code of the user, which may block. */
    boolean hasOwnPages() {
        return byStatus.containsKey(404)
                || byStatus.containsKey(405)
                || byStatus.containsKey(400)
                || byStatus.containsKey(500)
                || byClass.get(HttpException.class) != DEFAULT_PAGE;
    }

    /** The handler of a failure; there is always one. */
    Found find(Throwable failure) {
        if (failure instanceof HttpException http) {
            ExceptionHandler<Throwable> handler = byStatus.get(http.status());
            if (handler != null) {
                return new Found(handler, false);
            }
        }
        for (Class<?> type = failure.getClass(); !isEverything(type); type = type.getSuperclass()) {
            ExceptionHandler<Throwable> handler = byClass.get(type);
            if (handler != null) {
                return new Found(handler, false);
            }
        }
        return new Found(lastResort(failure), true);
    }

    private static boolean isEverything(Class<?> type) {
        return type == Exception.class || type == Throwable.class;
    }

    private ExceptionHandler<Throwable> lastResort(Throwable failure) {
        ExceptionHandler<Throwable> handler = failure instanceof Exception ? byClass.get(Exception.class) : null;
        if (handler == null) {
            handler = byClass.get(Throwable.class);
        }
        if (handler == null) {
            handler = byStatus.get(500);
        }
        return handler == null ? (_, _) -> internalServerError() : handler;
    }
}
