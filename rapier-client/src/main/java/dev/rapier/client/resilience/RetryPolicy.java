package dev.rapier.client.resilience;

import dev.rapier.client.ClientRequest;
import dev.rapier.client.ConnectFailedException;
import dev.rapier.client.ConnectTimeoutException;
import dev.rapier.client.LocalProtocolException;
import dev.rapier.client.PoolTimeoutException;
import dev.rapier.client.TotalTimeoutException;
import dev.rapier.client.TransportException;
import dev.rapier.client.UnsupportedProtocolException;
import java.time.Duration;
import java.util.Set;

/**
 * When a request is sent again, and after which pause. Only a request that may be repeated is: one of an idempotent method (RFC 9110
 * section 9.2.2) or with an {@code Idempotency-Key} header, whose body is in memory; any other only where no connection came about.
 *
 * <p>Before attempt n+1 there is a pause of random length up to {@code firstPause} times 2<sup>n-1</sup> (full jitter), or what the
 * response says in {@code Retry-After}, and a little more. A pause that does not end before the scope's deadline or the total timeout is not
 * begun: the call ends with what the last attempt gave.
 *
 * @param attempts how many times in all; 3 by default
 * @param firstPause longest pause before the second attempt; 100 ms by default
 * @param longestPause longest pause before any later one; 5 s by default
 * @param statuses the responses that lead to another attempt; 408, 429, 502, 503 and 504 by default
 * @param longestRetryAfter a server that wants a longer pause is not asked again; 30 s by default
 */
public record RetryPolicy(
        int attempts, Duration firstPause, Duration longestPause, Set<Integer> statuses, Duration longestRetryAfter) {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE");

    private static final RetryPolicy DEFAULTS = new RetryPolicy(
            3, Duration.ofMillis(100), Duration.ofSeconds(5), Set.of(408, 429, 502, 503, 504), Duration.ofSeconds(30));

    /** @throws IllegalArgumentException if there would be no attempt, or a pause is negative */
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + " but has to be at least 1");
        }
        if (firstPause.isNegative() || longestPause.isNegative() || longestRetryAfter.isNegative()) {
            throw new IllegalArgumentException("a pause can't be negative");
        }
        statuses = Set.copyOf(statuses);
    }

    /** The defaults. */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /** This one with another number of attempts. */
    public RetryPolicy withAttempts(int number) {
        return new RetryPolicy(number, firstPause, longestPause, statuses, longestRetryAfter);
    }

    /** This one with other pauses. */
    public RetryPolicy withPauses(Duration first, Duration longest) {
        return new RetryPolicy(attempts, first, longest, statuses, longestRetryAfter);
    }

    /** This one with other statuses. */
    public RetryPolicy withStatuses(Integer... others) {
        return new RetryPolicy(attempts, firstPause, longestPause, Set.of(others), longestRetryAfter);
    }

    /** This one with another longest pause that a server may ask for. */
    public RetryPolicy withLongestRetryAfter(Duration time) {
        return new RetryPolicy(attempts, firstPause, longestPause, statuses, time);
    }

    /** Whether it does no harm to do twice what the request asks for. */
    static boolean isRepeatable(ClientRequest request) {
        return request.payload().isReplayable()
                && (IDEMPOTENT.contains(request.method())
                        || request.headers().first("Idempotency-Key").isPresent());
    }

    boolean retries(ClientRequest request, int status) {
        return statuses.contains(status) && isRepeatable(request);
    }

    boolean retries(ClientRequest request, TransportException failure) {
        return switch (failure) {
            case ConnectFailedException _, ConnectTimeoutException _ ->
                request.payload().isReplayable();
            case TotalTimeoutException _, PoolTimeoutException _ -> false;
            case LocalProtocolException _, UnsupportedProtocolException _ -> false;
            default -> isRepeatable(request);
        };
    }
}
