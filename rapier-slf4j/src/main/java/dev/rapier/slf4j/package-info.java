/** The bridge between tasks and SLF4J's MDC. */
@org.jspecify.annotations.NullMarked
package dev.rapier.slf4j;
