package dev.rapier.client.resilience;

import dev.rapier.async.Async;
import dev.rapier.async.CancelScope;
import dev.rapier.async.Task;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.Transport;
import dev.rapier.client.TransportException;
import dev.rapier.client.TransportResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sends again what failed, after a pause. */
final class Retrying implements Transport {
    /** What is read of a response that is given up, so that its connection can be used for the next attempt. */
    private static final int SMALL_BODY = 16 << 10;

    private final RetryPolicy policy;
    private final ResilienceListener listener;
    private final RandomGenerator random;
    private final Transport next;

    Retrying(RetryPolicy policy, ResilienceListener listener, RandomGenerator random, Transport next) {
        this.policy = policy;
        this.listener = listener;
        this.random = random;
        this.next = next;
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        long started = Async.nanoTime();
        for (int attempt = 1; ; attempt++) {
            ClientRequest now = Remaining.of(request, started);
            TransportException failure;
            try {
                TransportResponse response = next.handle(now);
                Optional<Duration> pause = policy.retries(request, response.status())
                        ? pause(attempt, Remaining.of(request, started), RetryAfter.of(response))
                        : Optional.empty();
                if (pause.isEmpty()) {
                    return response;
                }
                giveUp(response.body());
                listener.retrying(request, attempt, pause.get(), "status " + response.status());
                Async.sleep(pause.get());
                continue;
            } catch (TransportException e) {
                failure = e;
            }
            Optional<Duration> pause = policy.retries(request, failure)
                    ? pause(attempt, Remaining.of(request, started), Optional.empty())
                    : Optional.empty();
            if (pause.isEmpty()) {
                throw failure;
            }
            listener.retrying(request, attempt, pause.get(), failure.getClass().getSimpleName());
            Async.sleep(pause.get());
        }
    }

    /** Empty where this was the last attempt, or the next one would come too late. */
    private Optional<Duration> pause(int attempt, ClientRequest request, Optional<Duration> asked) {
        if (attempt >= policy.attempts()
                || asked.filter(time -> time.compareTo(policy.longestRetryAfter()) > 0)
                        .isPresent()) {
            return Optional.empty();
        }
        long longest =
                Math.min(policy.longestPause().toNanos(), policy.firstPause().toNanos() << Math.min(attempt - 1, 20));
        Duration own = Duration.ofNanos(longest <= 0 ? 0 : random.nextLong(longest + 1));
        Duration pause = asked.map(own::plus).orElse(own);
        return pause.compareTo(left(request)) < 0 ? Optional.of(pause) : Optional.empty();
    }

    private static Duration left(ClientRequest request) {
        Duration total = request.timeouts().total();
        return scope().filter(time -> time.compareTo(total) < 0).orElse(total);
    }

    private static Optional<Duration> scope() {
        return Task.find().isPresent() ? CancelScope.current().remaining() : Optional.empty();
    }

    private static void giveUp(@Nullable InputStream body) {
        try (InputStream closing = body) {
            if (closing != null) {
                closing.readNBytes(SMALL_BODY);
            }
        } catch (IOException | TransportException e) {
            return; // the connection is gone, and nobody wants the body: the next attempt is what counts
        }
    }
}
