package dev.rapier.client.resilience;

import java.time.Duration;

/**
 * When a host is left alone. Calls of each host are counted; when too many of the last ones failed, the circuit is open and further ones
 * fail at once with {@link dev.rapier.client.CircuitOpenException}, without being sent. After a while a few are let through, and decide.
 * A call fails if no response came, or one with status 500, 502, 503 or 504. Cancelled calls don't count.
 *
 * @param window how many of the last calls are looked at; 50 by default
 * @param minimumCalls how many there have to be before the circuit can open; 10 by default
 * @param failurePercent the percentage of failures from which it opens, above 0 and at most 100; 50 by default
 * @param openFor how long it stays open; 10 s by default
 * @param trialCalls how many calls are let through then; 3 by default
 */
public record BreakerPolicy(int window, int minimumCalls, int failurePercent, Duration openFor, int trialCalls) {
    private static final BreakerPolicy DEFAULTS = new BreakerPolicy(50, 10, 50, Duration.ofSeconds(10), 3);

    /** @throws IllegalArgumentException if one of them makes no sense */
    public BreakerPolicy {
        if (window < 1 || minimumCalls < 1 || minimumCalls > window || trialCalls < 1) {
            throw new IllegalArgumentException(
                    "a breaker with window " + window + ", minimumCalls " + minimumCalls + " and trialCalls "
                            + trialCalls + " makes no sense; 1 <= minimumCalls <= window, 1 <= trialCalls");
        }
        if (failurePercent < 1 || failurePercent > 100) {
            throw new IllegalArgumentException("failurePercent is " + failurePercent + " and not between 1 and 100");
        }
        if (!openFor.isPositive()) {
            throw new IllegalArgumentException("openFor is " + openFor + " but has to be positive");
        }
    }

    /** The defaults. */
    public static BreakerPolicy defaults() {
        return DEFAULTS;
    }

    /** This one with other numbers of calls. */
    public BreakerPolicy withWindow(int calls, int minimum) {
        return new BreakerPolicy(calls, minimum, failurePercent, openFor, trialCalls);
    }

    /** This one with another percentage of failures. */
    public BreakerPolicy withFailurePercent(int percent) {
        return new BreakerPolicy(window, minimumCalls, percent, openFor, trialCalls);
    }

    /** This one with another time of being open, and number of calls that are let through then. */
    public BreakerPolicy withTrial(Duration after, int calls) {
        return new BreakerPolicy(window, minimumCalls, failurePercent, after, calls);
    }
}
