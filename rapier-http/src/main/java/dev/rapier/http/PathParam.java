package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter to a name of the path template: {@code @PathParam("user_id") int id}. Not needed where the Java
 * parameter bears that name ({@code userId} for {@code user_id}). Named so because {@code Path} is a type of java.base.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface PathParam {
    /** The name in the template; empty takes the name of the Java parameter, which the compiler must have kept ({@code -parameters}). */
    String value() default "";
}
