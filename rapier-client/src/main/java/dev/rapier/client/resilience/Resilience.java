package dev.rapier.client.resilience;

import dev.rapier.client.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * What a client does about servers that fail or are slow.
 *
 * {@snippet :
 * var client = Client.builder().resilience(Resilience.standard()).build();
 * }
 *
 * <p>From the outside in: a call is tried again ({@link RetryPolicy}); each attempt may be sent twice if it is slow ({@link
 * #withHedgeAfter}); each of these is refused at once where the host keeps failing ({@link BreakerPolicy}), and waits for a place where
 * many are under way to it ({@link #withCallsPerHost}). Pauses are Rapier's sleeps: a cancel or a deadline ends them.
 *
 * <p>It sees each request of a call, also those that follow a redirect, up to the head of the response. A body that breaks off is not
 * fetched again.
 */
public final class Resilience {
    private final Optional<RetryPolicy> retries;
    private final Optional<BreakerPolicy> breaker;
    private final Optional<Duration> hedgeAfter;
    private final int callsPerHost;
    private final List<ResilienceListener> listeners;
    private final Optional<RandomGenerator> random;

    private Resilience(
            Optional<RetryPolicy> retries,
            Optional<BreakerPolicy> breaker,
            Optional<Duration> hedgeAfter,
            int callsPerHost,
            List<ResilienceListener> listeners,
            Optional<RandomGenerator> random) {
        this.retries = retries;
        this.breaker = breaker;
        this.hedgeAfter = hedgeAfter;
        this.callsPerHost = callsPerHost;
        this.listeners = listeners;
        this.random = random;
    }

    /** Nothing yet; add what is wanted. */
    public static Resilience none() {
        return new Resilience(Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of(), Optional.empty());
    }

    /** Retries and circuit breakers with their defaults. */
    public static Resilience standard() {
        return none().withRetries(RetryPolicy.defaults()).withBreaker(BreakerPolicy.defaults());
    }

    /** These with retries. */
    public Resilience withRetries(RetryPolicy policy) {
        return new Resilience(Optional.of(policy), breaker, hedgeAfter, callsPerHost, listeners, random);
    }

    /** These with a circuit breaker for each host. */
    public Resilience withBreaker(BreakerPolicy policy) {
        return new Resilience(retries, Optional.of(policy), hedgeAfter, callsPerHost, listeners, random);
    }

    /**
     * These with a second call for a request that may be repeated and has no answer after this time; the answer that comes first
     * counts, and the other call is cancelled, its connection closed. Take a time that few calls need, the 95th percentile for example:
     * every call beyond it is load for the server twice.
     */
    public Resilience withHedgeAfter(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a second call can't come before the first: " + time);
        }
        return new Resilience(retries, breaker, Optional.of(time), callsPerHost, listeners, random);
    }

    /** These with at most so many calls to a host at once; further ones wait, for the pool timeout at most. */
    public Resilience withCallsPerHost(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("callsPerHost is " + most + " but has to be at least 1");
        }
        return new Resilience(retries, breaker, hedgeAfter, most, listeners, random);
    }

    /** These with one more that is told what happens. */
    public Resilience withListener(ResilienceListener listener) {
        var more = new ArrayList<>(listeners);
        more.add(listener);
        return new Resilience(retries, breaker, hedgeAfter, callsPerHost, List.copyOf(more), random);
    }

    /** These with another source of the random pauses, for tests. It has to be safe for several threads. */
    public Resilience withRandom(RandomGenerator generator) {
        return new Resilience(retries, breaker, hedgeAfter, callsPerHost, listeners, Optional.of(generator));
    }

    /** A transport that does all this with what another one gives. The other is not closed by it. */
    public Transport around(Transport transport) {
        ResilienceListener listener = new Listeners(listeners);
        Transport made = transport;
        if (callsPerHost > 0) {
            made = new Bulkhead(callsPerHost, made);
        }
        if (breaker.isPresent()) {
            made = new Breaking(breaker.get(), listener, made);
        }
        if (hedgeAfter.isPresent()) {
            made = new Hedging(hedgeAfter.get(), listener, made);
        }
        if (retries.isPresent()) {
            RandomGenerator generator =
                    random.orElse(() -> ThreadLocalRandom.current().nextLong());
            made = new Retrying(retries.get(), listener, generator, made);
        }
        return made;
    }
}
