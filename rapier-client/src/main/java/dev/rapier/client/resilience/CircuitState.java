package dev.rapier.client.resilience;

/** How a circuit breaker treats calls. */
public enum CircuitState {
    /** They are sent. */
    CLOSED,
    /** They fail at once. */
    OPEN,
    /** A few are sent, to see whether the host has recovered. */
    TRIAL
}
