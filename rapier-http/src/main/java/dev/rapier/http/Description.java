package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What people should know of a handler, a parameter or a component; shown in {@code /docs}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Description {
    /** The text, in Markdown. */
    String value() default "";

    /** The title in the schema of a parameter or component; empty makes one of its name. */
    String title() default "";

    /** Whether clients should no longer send a parameter or component. For a handler there is {@link Deprecated}. */
    boolean deprecated() default false;
}
