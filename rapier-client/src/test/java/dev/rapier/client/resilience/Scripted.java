package dev.rapier.client.resilience;

import dev.rapier.async.Async;
import dev.rapier.async.Cancellation;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.ConnectFailedException;
import dev.rapier.client.ReadTimeoutException;
import dev.rapier.client.Transport;
import dev.rapier.client.TransportResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A server that does one thing after the other; the last one for ever. */
final class Scripted implements Transport {
    /** What it does with a request. */
    interface Step {
        TransportResponse answer(ClientRequest request);
    }

    final List<ClientRequest> requests = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    int cancelled;
    int open;
    private final Queue<Step> steps = new ArrayDeque<>();

    static Step status(int status) {
        return request -> TransportResponse.of(status);
    }

    static Step status(int status, String retryAfter) {
        return request -> TransportResponse.of(status).withHeader("Retry-After", retryAfter);
    }

    static Step slow(Duration time, int status) {
        return request -> {
            Async.sleep(time);
            return TransportResponse.of(status);
        };
    }

    static Step noConnection() {
        return request -> {
            throw new ConnectFailedException(request, "refused", null);
        };
    }

    static Step silence() {
        return request -> {
            throw new ReadTimeoutException(request, "nothing came", null);
        };
    }

    static Scripted of(Step... steps) {
        var made = new Scripted();
        made.steps.addAll(List.of(steps));
        return made;
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        requests.add(request);
        times.add(Duration.ofNanos(Async.nanoTime()).toMillis());
        Step step = steps.size() > 1 ? steps.remove() : steps.element();
        try {
            TransportResponse response = step.answer(request).whenClosed(() -> open--);
            open++;
            return response;
        } catch (Cancellation e) {
            cancelled++;
            throw e;
        }
    }
}
