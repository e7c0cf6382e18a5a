package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a value for each request whose handler has a parameter of the method's result type: FastAPI's {@code Depends}. A result
 * {@code Resource<T>} provides a {@code T}, whose use begins before the handler, sees what the handler throws, and ends before the answer
 * is sent. Parameters of the method are the request, and what others provide.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Provides {}
