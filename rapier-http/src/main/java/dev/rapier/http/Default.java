package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a parameter, or of a component of a record, that the request does not bring: {@code @Default("10") int
 * limit}. It is converted as the text of a query would be, once, when the application starts; text that does not fit is a
 * start-up error.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Default {
    /** The default as text; several texts are the items of a list. */
    String[] value();
}
