package dev.rapier.test.rules;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that shows a rule of cancellation, from which {@code docs/async-rules.md} is made. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Rule {
    /** 1 to 18. */
    int value();

    /** What holds. */
    String says();
}
