/** The bridge between tasks and the context of OpenTelemetry. */
@org.jspecify.annotations.NullMarked
package dev.rapier.opentelemetry;
