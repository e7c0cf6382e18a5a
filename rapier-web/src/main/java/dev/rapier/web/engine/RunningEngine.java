package dev.rapier.web.engine;

import java.net.InetSocketAddress;

/** An engine whose port is open. */
public interface RunningEngine {
    /** The address that was bound; its port is the real one where 0 was asked for. */
    InetSocketAddress address();

    /** Refuses new connections; open ones finish the request they carry and close after it. Returns at once. */
    void stopAccepting();

    /** How many requests were handed to the application and are not yet answered in full. */
    int inFlight();

    /** Closes every connection and ends the engine's threads; returns when they have ended. Idempotent. */
    void close();
}
