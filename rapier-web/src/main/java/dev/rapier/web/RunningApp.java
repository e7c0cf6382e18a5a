package dev.rapier.web;

import dev.rapier.web.engine.RunningEngine;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** An application that is being served. */
public final class RunningApp implements AutoCloseable {
    /** How long cancelled requests have for their clean-up. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(5);

    private final RunningEngine engine;
    private final Service service;
    private final Lifespan lifespan;
    private final Duration graceTime;
    private final ReentrantLock stopping = new ReentrantLock();
    private boolean stopped;

    RunningApp(RunningEngine engine, Service service, Lifespan lifespan, Duration graceTime) {
        this.engine = engine;
        this.service = service;
        this.lifespan = lifespan;
        this.graceTime = graceTime;
    }

    /** Where it listens; the port is the real one where 0 was asked for. */
    public InetSocketAddress address() {
        return engine.address();
    }

    /** The engine, for what it tells about itself. */
    public RunningEngine engine() {
        return engine;
    }

    /** How many requests may be worked on at once now: the adaptive limit. */
    public int inFlightLimit() {
        return service.limit().limit();
    }

    /**
     * Stops gracefully: accepts nothing more, lets requests finish within the grace time, cancels those that are left ("server
     * is shutting down"), waits for their clean-up for at most 5 s, closes, and runs the shutdown hooks. Returns when all that
     * is done; a second call waits for the first.
     */
    public void stop() {
        stopping.lock();
        try {
            if (!stopped) {
                stopped = true;
                engine.stopAccepting();
                if (!awaitIdle(graceTime)) {
                    service.cancelAll("server is shutting down");
                    awaitIdle(LAST_WAIT);
                }
                engine.close();
                lifespan.stop();
            }
        } finally {
            stopping.unlock();
        }
    }

    /** {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    private boolean awaitIdle(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (engine.inFlight() > 0) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }
}
