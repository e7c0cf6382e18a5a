package dev.rapier.web;

import dev.rapier.http.route.PathTemplate;
import java.lang.reflect.Method;

/** The seam between the application and binding: makes a handler of an annotated method, once, when it is included. */
@FunctionalInterface
public interface HandlerCompiler {
    /**
     * A handler that binds the parameters and calls the method.
     *
     * @param target what the method is called on; for a static method unused
     * @param method made accessible already
     * @param path the template whose names the parameters may bear
     * @throws IllegalArgumentException if a parameter can't be bound; the message names method and parameter and says what to
     *     do
     */
    Handler compile(Object target, Method method, PathTemplate path);
}
