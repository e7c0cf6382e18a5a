package dev.rapier.client.resilience;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncSemaphore;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientTimeouts;
import dev.rapier.client.PoolTimeoutException;
import dev.rapier.client.TotalTimeoutException;
import dev.rapier.client.Transport;
import dev.rapier.client.TransportResponse;
import java.time.Duration;

/** Lets so many calls go to a host at once, so that a slow one can't take all connections of the client. */
final class Bulkhead implements Transport {
    private final int most;
    private final Transport next;
    private final PerHost<AsyncSemaphore> places;

    Bulkhead(int most, Transport next) {
        this.most = most;
        this.next = next;
        this.places = new PerHost<>(host -> new AsyncSemaphore("calls to " + host, most));
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        AsyncSemaphore free = places.of(request);
        long started = Async.nanoTime();
        if (!free.tryAcquire()) {
            await(free, request);
        }
        TransportResponse response = null;
        try {
            response = next.handle(Remaining.of(request, started)).whenClosed(free::release);
            return response;
        } finally {
            if (response == null) {
                free.release();
            }
        }
    }

    private void await(AsyncSemaphore free, ClientRequest request) {
        ClientTimeouts timeouts = request.timeouts();
        boolean totalIsNearer = timeouts.total().compareTo(timeouts.pool()) < 0;
        Duration limit = totalIsNearer ? timeouts.total() : timeouts.pool();
        if (limit.equals(ClientTimeouts.NEVER)) {
            free.acquire();
        } else if (!Async.moveOnAfter(limit, free::acquire)) {
            var noPlace = new PoolTimeoutException(
                    request,
                    most + " calls to " + PerHost.name(request) + " were under way for "
                            + (totalIsNearer ? "the rest of the total timeout" : limit)
                            + "; Resilience.callsPerHost allows no more",
                    null);
            throw totalIsNearer
                    ? new TotalTimeoutException(request, "the call took longer than its total timeout", noPlace)
                    : noPlace;
        }
    }
}
