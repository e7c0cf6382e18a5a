package dev.rapier.client.resilience;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncEvent;
import dev.rapier.async.Coroutine;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.Transport;
import dev.rapier.client.TransportResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends a request that is slow a second time, and takes the answer that comes first; the other call is cancelled. */
final class Hedging implements Transport {
    private final Duration after;
    private final ResilienceListener listener;
    private final Transport next;

    Hedging(Duration after, ResilienceListener listener, Transport next) {
        this.after = after;
        this.listener = listener;
        this.next = next;
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        return RetryPolicy.isRepeatable(request) ? new Pair(request).run() : next.handle(request);
    }

    /** The two calls of one request. */
    private final class Pair {
        private final ClientRequest request;
        private final long started = Async.nanoTime();
        private final AsyncEvent firstFailed = new AsyncEvent("the first call failed");
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final AtomicReference<@Nullable TransportResponse> hedged = new AtomicReference<>();
        private final Queue<TransportResponse> answered = new ConcurrentLinkedQueue<>();

        Pair(ClientRequest request) {
            this.request = request;
        }

        TransportResponse run() {
            TransportResponse returned = null;
            try {
                Coroutine<TransportResponse> first = this::first;
                Coroutine<TransportResponse> second = this::second;
                TransportResponse winner = Async.firstSuccess(first, second);
                if (winner == hedged.get()) {
                    listener.hedgeWon(request);
                }
                returned = winner;
                return winner;
            } finally {
                for (TransportResponse response : answered) {
                    if (response != returned) {
                        close(response);
                    }
                }
            }
        }

        private TransportResponse first() {
            boolean ok = false;
            try {
                TransportResponse response = keep(next.handle(request));
                ok = true;
                return response;
            } catch (RuntimeException | Error e) {
                failure.set(e);
                throw e;
            } finally {
                if (!ok) {
                    firstFailed.set();
                }
            }
        }

        private TransportResponse second() {
            if (Async.moveOnAfter(after, firstFailed::await)) {
                // It failed before it was slow: that is for the retries.
                switch (failure.get()) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    case null, default -> throw new IllegalStateException("the first call ended without an outcome");
                }
            }
            listener.hedging(request);
            TransportResponse response = keep(next.handle(Remaining.of(request, started)));
            hedged.set(response);
            return response;
        }

        /** An answer may come in the moment in which the other one wins; it would be lost otherwise, with its connection. */
        private TransportResponse keep(TransportResponse response) {
            answered.add(response);
            return response;
        }
    }

    private static void close(TransportResponse response) {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the slower answer failed", e);
        }
    }
}
