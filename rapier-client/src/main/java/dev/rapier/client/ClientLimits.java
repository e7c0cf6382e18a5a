package dev.rapier.client;

import java.time.Duration;

/**
 * What a client may hold at most.
 *
 * @param maxConnections connections in use at the same time; further calls wait in order of arrival; 100 by default
 * @param maxKeepAlive idle connections that are kept for the next call; 20 by default
 * @param keepAliveExpiry how long an idle connection is kept; 5 s by default
 * @param maxResponseBytes size of a response's decoded body, then {@link ResponseTooLargeException}; {@code
 *     Long.MAX_VALUE}, no limit, by default
 * @param maxExpansion how many times its compressed size a body may become, once it has more than 10 MiB: what is small on the wire and
 *     endless in memory is an attack; 1,100 by default, which is beyond what gzip can do
 */
public record ClientLimits(
        int maxConnections, int maxKeepAlive, Duration keepAliveExpiry, long maxResponseBytes, int maxExpansion) {
    private static final ClientLimits DEFAULTS = new ClientLimits(100, 20, Duration.ofSeconds(5), Long.MAX_VALUE, 1100);

    /** @throws IllegalArgumentException if a limit makes no sense */
    public ClientLimits {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections is " + maxConnections + " but has to be at least 1");
        }
        if (maxKeepAlive < 0) {
            throw new IllegalArgumentException("maxKeepAlive is " + maxKeepAlive + " but has to be at least 0");
        }
        if (!keepAliveExpiry.isPositive()) {
            throw new IllegalArgumentException("keepAliveExpiry is " + keepAliveExpiry + " but has to be positive");
        }
        if (maxResponseBytes < 0) {
            throw new IllegalArgumentException("maxResponseBytes is " + maxResponseBytes + " but has to be at least 0");
        }
        if (maxExpansion < 1) {
            throw new IllegalArgumentException("maxExpansion is " + maxExpansion + " but has to be at least 1");
        }
    }

    /** 100 connections, 20 of them kept alive for 5 seconds, no limit for bodies. */
    public static ClientLimits defaults() {
        return DEFAULTS;
    }

    /** These with another number of connections. */
    public ClientLimits withMaxConnections(int number) {
        return new ClientLimits(number, maxKeepAlive, keepAliveExpiry, maxResponseBytes, maxExpansion);
    }

    /** These with another number of idle connections and another time to keep them. */
    public ClientLimits withKeepAlive(int number, Duration expiry) {
        return new ClientLimits(maxConnections, number, expiry, maxResponseBytes, maxExpansion);
    }

    /** These with another limit for the decoded body of a response. */
    public ClientLimits withMaxResponseBytes(long bytes) {
        return new ClientLimits(maxConnections, maxKeepAlive, keepAliveExpiry, bytes, maxExpansion);
    }

    /** These with another limit for how much a compressed body may grow. */
    public ClientLimits withMaxExpansion(int times) {
        return new ClientLimits(maxConnections, maxKeepAlive, keepAliveExpiry, maxResponseBytes, times);
    }
}
