package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter to the JSON body. Records, maps and lists are bound to it without the annotation; several body
 * parameters make one JSON object with their names as keys.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Body {
    /** The key of this parameter where the body is an object of several; empty takes the name of the Java parameter. */
    String value() default "";

    /** Whether a single body parameter, too, stands under its key in a JSON object. */
    boolean embed() default false;
}
