package dev.rapier.client.resilience;

import dev.rapier.async.Async;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientTimeouts;
import java.time.Duration;

/** What is left of the total time of a call, of which pauses and waits are part. */
final class Remaining {
    private Remaining() {}

    /** The request with what is left of its total time; at least a nanosecond, with which it fails in the words of the transport. */
    static ClientRequest of(ClientRequest request, long started) {
        Duration total = request.timeouts().total();
        if (total.equals(ClientTimeouts.NEVER)) {
            return request;
        }
        Duration left = total.minusNanos(Async.nanoTime() - started);
        return request.withTimeouts(request.timeouts().withTotal(left.isPositive() ? left : Duration.ofNanos(1)));
    }
}
