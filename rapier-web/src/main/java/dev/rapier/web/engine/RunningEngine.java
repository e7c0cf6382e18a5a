package dev.rapier.web.engine;

import java.net.InetSocketAddress;
import java.util.List;

/** An engine whose port is open. */
public interface RunningEngine {
    /** The address that was bound; its port is the real one where 0 was asked for. */
    InetSocketAddress address();

    /** Refuses new connections; open ones finish the request they carry and close after it. Returns at once. */
    void stopAccepting();

    /**
     * How many requests were handed to the application and are not done: their answer is not complete, or their task has
     * not ended (background work after the answer counts).
     */
    int inFlight();

    /** Where the handlers of the routes seen so far begin to run; empty where the engine has but one way. For people. */
    default List<RoutePlacement> placements() {
        return List.of();
    }

    /** Closes every connection and ends the engine's threads; returns when they have ended. Idempotent. */
    void close();
}
