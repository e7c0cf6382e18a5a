package dev.rapier.test.checklist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that shows a line of the checklist of behaviours, from which {@code docs/async-checklist.md} is made. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Checklist {
    /** 1 to 74. */
    int value();

    /** What holds, in a sentence. */
    String behaviour();

    /** Whose tests hold the like: asyncio, trio, Kotlin, the JDK. */
    String like();

    /** How Rapier differs from them on purpose; empty where it does not. */
    String differs() default "";
}
