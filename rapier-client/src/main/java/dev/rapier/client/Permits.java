package dev.rapier.client;

import dev.rapier.async.Async;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The places for connections in use, given in order of arrival. */
final class Permits {
    private final int number;
    private final Semaphore free;

    Permits(int number) {
        this.number = number;
        this.free = new Semaphore(number, true);
    }

    /** Waits for a place; the wait is bounded by the pool timeout and by what is left of the total. */
    void acquire(ClientRequest request) {
        ClientTimeouts timeouts = request.timeouts();
        boolean totalIsNearer = timeouts.total().compareTo(timeouts.pool()) < 0;
        long limit = TimeUnit.NANOSECONDS.convert(totalIsNearer ? timeouts.total() : timeouts.pool());
        try {
            if (free.tryAcquire(limit, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        }
        String problem = "all " + number + " connections of the client were in use for "
                + (totalIsNearer ? "the rest of the total timeout" : timeouts.pool()) + "; close responses early,"
                + " or raise ClientLimits.maxConnections or ClientTimeouts.pool";
        throw totalIsNearer
                ? new TotalTimeoutException(request, problem, new PoolTimeoutException(request, problem, null))
                : new PoolTimeoutException(request, problem, null);
    }

    void release() {
        free.release();
    }

    /** How many are free now. */
    int available() {
        return free.availablePermits();
    }
}
