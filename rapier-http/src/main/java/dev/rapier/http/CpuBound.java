package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the handler on a bounded pool of platform threads, one per core. For handlers that compute for longer than a few
 * milliseconds: virtual threads are not time-sliced, so such a handler would keep all others from running.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CpuBound {}
