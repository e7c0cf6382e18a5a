package dev.rapier.client.resilience;

import dev.rapier.async.Async;
import dev.rapier.client.CircuitOpenException;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.PoolTimeoutException;
import dev.rapier.client.Transport;
import dev.rapier.client.TransportException;
import dev.rapier.client.TransportResponse;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Leaves a host alone whose calls keep failing. The counting is that of Resilience4j. */
final class Breaking implements Transport {
    private static final Set<Integer> FAILURES = Set.of(500, 502, 503, 504);

    /** Never jumps, and stands still in virtual time. */
    private static final Clock CLOCK =
            ((InstantSource) () -> Instant.EPOCH.plusNanos(Async.nanoTime())).withZone(ZoneOffset.UTC);

    private final BreakerPolicy policy;
    private final ResilienceListener listener;
    private final Transport next;
    private final PerHost<CircuitBreaker> breakers;

    Breaking(BreakerPolicy policy, ResilienceListener listener, Transport next) {
        this.policy = policy;
        this.listener = listener;
        this.next = next;
        var config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(policy.window())
                .minimumNumberOfCalls(policy.minimumCalls())
                .failureRateThreshold(policy.failurePercent())
                .waitDurationInOpenState(policy.openFor())
                .permittedNumberOfCallsInHalfOpenState(policy.trialCalls())
                .clock(CLOCK)
                .currentTimestampFunction(clock -> Async.nanoTime(), TimeUnit.NANOSECONDS)
                .build();
        this.breakers = new PerHost<>(host -> breaker(host, config));
    }

    private CircuitBreaker breaker(String host, CircuitBreakerConfig config) {
        CircuitBreaker breaker = CircuitBreaker.of(host, config);
        breaker.getEventPublisher()
                .onStateTransition(event -> listener.circuitChanged(
                        host,
                        switch (event.getStateTransition().getToState()) {
                            case OPEN, FORCED_OPEN -> CircuitState.OPEN;
                            case HALF_OPEN -> CircuitState.TRIAL;
                            case CLOSED, DISABLED, METRICS_ONLY -> CircuitState.CLOSED;
                        }));
        return breaker;
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        CircuitBreaker breaker = breakers.of(request);
        if (!breaker.tryAcquirePermission()) {
            listener.circuitRefused(request);
            throw new CircuitOpenException(
                    request,
                    "not sent: " + PerHost.name(request) + " failed too often lately; its circuit is "
                            + breaker.getState().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + ", and it is tried again " + policy.openFor().toMillis() + " ms after it opened",
                    null);
        }
        long started = Async.nanoTime();
        boolean counted = false;
        try {
            TransportResponse response = next.handle(request);
            counted = true;
            long time = Async.nanoTime() - started;
            if (FAILURES.contains(response.status())) {
                breaker.onError(time, TimeUnit.NANOSECONDS, new IllegalStateException("status " + response.status()));
            } else {
                breaker.onSuccess(time, TimeUnit.NANOSECONDS);
            }
            return response;
        } catch (PoolTimeoutException e) {
            throw e; // the host had no part in it
        } catch (TransportException e) {
            if (e.getCause() instanceof PoolTimeoutException) {
                throw e; // nor in a total timeout that passed before there was a place
            }
            counted = true;
            breaker.onError(Async.nanoTime() - started, TimeUnit.NANOSECONDS, e);
            throw e;
        } finally {
            if (!counted) {
                breaker.releasePermission();
            }
        }
    }
}
