package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a value for each request whose handler has a parameter of the method's result type: FastAPI's {@code Depends}. A result
 * {@code Resource<T>} provides a {@code T}, whose use begins before the handler, sees what the handler throws, and ends before the answer
 * is sent. Parameters of the method are the request, what others provide, and those of the handlers that need it: path (where the handler's
 * path has the name), query, header and cookie, but not the body. They stand in the API's description, and all that is wrong with them is
 * reported together with what the handler finds.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Provides {}
