package dev.rapier.web;

import org.jspecify.annotations.Nullable;

/** Makes an answer of an exception. Registered by {@link App#exceptionHandler}. */
@FunctionalInterface
public interface ExceptionHandler<E extends Throwable> {
    /** The answer: a {@link Response}, or a value that is sent as JSON with status 200. May throw, which is answered with 500. */
    @Nullable
    Object handle(Request request, E failure) throws Exception;
}
