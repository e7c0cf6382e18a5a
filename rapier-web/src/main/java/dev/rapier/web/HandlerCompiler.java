package dev.rapier.web;

import dev.rapier.http.route.PathTemplate;
import java.lang.reflect.Method;

/** The seam between the application and binding: makes a handler of an annotated method, once, when it is included. */
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

    /**
     * The same for a method with {@code @Provides}, called for requests of a route with this path: it returns what the method returns, and
     * its parameters are not read from the body, which is the handler's.
     */
    Handler compileProvider(Object target, Method method, PathTemplate path);
}
