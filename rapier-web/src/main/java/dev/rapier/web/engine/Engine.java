package dev.rapier.web.engine;

/** What speaks HTTP: it parses requests from its sockets (or from memory) and hands each to an {@link Application}. */
public interface Engine {
    /**
     * Binds the port and begins to serve; returns when the port is open.
     *
     * @throws java.io.UncheckedIOException if the address can't be bound; the message names host and port
     */
    RunningEngine start(EngineSettings settings, Application application);
}
