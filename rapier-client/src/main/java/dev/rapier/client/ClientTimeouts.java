package dev.rapier.client;

import java.time.Duration;

/**
 * How long each phase of a call may take; the meanings are those of httpx, {@code total} is Rapier's own. Whatever these say,
 * a call also ends when the scope that it runs in is cancelled or its deadline passes.
 *
 * @param connect until a connection stands (name lookup, TCP; TLS once more); 5 s by default
 * @param read longest silence of the server, from one chunk to the next; 5 s by default
 * @param write longest time that the server takes nothing of the request; 5 s by default
 * @param pool longest wait for a free connection; 5 s by default
 * @param total the whole call with its redirects, until the body is read; {@link #NEVER} by default
 */
public record ClientTimeouts(Duration connect, Duration read, Duration write, Duration pool, Duration total) {
    /** No limit. */
    public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    private static final ClientTimeouts DEFAULTS = of(Duration.ofSeconds(5));

    /** @throws IllegalArgumentException if one of them is zero or negative */
    public ClientTimeouts {
        check("connect", connect);
        check("read", read);
        check("write", write);
        check("pool", pool);
        check("total", total);
    }

    private static void check(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("timeout '" + name + "' is " + duration
                    + " but has to be positive; ClientTimeouts.NEVER means no limit");
        }
    }

    /** 5 seconds for each phase, no total. */
    public static ClientTimeouts defaults() {
        return DEFAULTS;
    }

    /** The same time for each phase, no total. */
    public static ClientTimeouts of(Duration each) {
        return new ClientTimeouts(each, each, each, each, NEVER);
    }

    /** No limits at all. */
    public static ClientTimeouts none() {
        return of(NEVER);
    }

    /** These with another time to connect. */
    public ClientTimeouts withConnect(Duration time) {
        return new ClientTimeouts(time, read, write, pool, total);
    }

    /** These with another longest silence of the server. */
    public ClientTimeouts withRead(Duration time) {
        return new ClientTimeouts(connect, time, write, pool, total);
    }

    /** These with another longest pause of a server that takes a request. */
    public ClientTimeouts withWrite(Duration time) {
        return new ClientTimeouts(connect, read, time, pool, total);
    }

    /** These with another longest wait for a free connection. */
    public ClientTimeouts withPool(Duration time) {
        return new ClientTimeouts(connect, read, write, time, total);
    }

    /** These with another time for the whole call. */
    public ClientTimeouts withTotal(Duration time) {
        return new ClientTimeouts(connect, read, write, pool, time);
    }
}
