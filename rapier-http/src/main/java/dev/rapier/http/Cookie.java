package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds a parameter to a cookie of the request: {@code @Cookie("session_id") String session}. The last of several wins. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Cookie {
    /** The name of the cookie; empty takes the name of the Java parameter, which the compiler must have kept ({@code -parameters}). */
    String value() default "";
}
