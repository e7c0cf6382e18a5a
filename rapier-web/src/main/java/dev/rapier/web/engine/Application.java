package dev.rapier.web.engine;

/** What an engine serves. */
@FunctionalInterface
public interface Application {
    /**
     * Finds the route of a request. Called on the engine's I/O thread when head and body have arrived: it must neither
     * block nor throw. The engine then runs the task on a thread of {@link Route#kind() its kind}.
     */
    RequestTask accept(Exchange exchange);
}
