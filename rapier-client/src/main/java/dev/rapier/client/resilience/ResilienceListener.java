package dev.rapier.client.resilience;

import dev.rapier.client.ClientRequest;
import java.time.Duration;

/**
 * Is told what a client does about servers that fail or are slow, for metrics, logs and tests.
 *
 * <p>It is called on the thread of the call: it should be quick. What it throws fails the call.
 */
public interface ResilienceListener {
    /**
     * A request is sent again after a pause.
     *
     * @param attempt the one that failed, from 1
     * @param why the name of the exception, or {@code status 503}
     */
    default void retrying(ClientRequest request, int attempt, Duration pause, String why) {}

    /** A request is sent a second time, since the first is slow. */
    default void hedging(ClientRequest request) {}

    /** The second of the two was the first to be answered. */
    default void hedgeWon(ClientRequest request) {}

    /** The circuit of a host is in another state now. */
    default void circuitChanged(String host, CircuitState state) {}

    /** A request was not sent, since the circuit of its host is open. */
    default void circuitRefused(ClientRequest request) {}
}
