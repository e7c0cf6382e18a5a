package dev.rapier.web.engine;

/** What an engine serves. */
@FunctionalInterface
public interface Application {
    /**
     * Finds the route of a request. Called on the engine's I/O thread when head and body have arrived: it must neither
     * block nor throw. The engine then runs the task on a thread of {@link Route#kind() its kind}. Routes are few and live
     * long, also the one for "not found": engines keep what they learn of each.
     */
    RequestTask accept(Exchange exchange);
}
