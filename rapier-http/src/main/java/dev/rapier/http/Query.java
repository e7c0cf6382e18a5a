package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter to the query: {@code @Query("page-size") int pageSize}. A single value takes the last of several, a
 * list takes all. Scalars are bound to the query without it; a list needs it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Query {
    /** The name in the query; empty takes the name of the Java parameter, which the compiler must have kept ({@code -parameters}). */
    String value() default "";
}
