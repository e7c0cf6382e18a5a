package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter to a header field: {@code @Header String userAgent} takes {@code user-agent}. A single value takes
 * the first of several, a list takes each field; commas are not split.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Header {
    /** The field's name; empty takes the name of the Java parameter in kebab case ({@code userAgent}: {@code user-agent}). */
    String value() default "";
}
