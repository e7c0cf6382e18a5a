package dev.rapier.client;

import dev.rapier.async.Async;
import java.time.Duration;

/** Tries to connect again: at once, then after 0.5, 1, 2 seconds and so on. Nothing had been sent, so any request may go again. */
record ConnectRetries(Transport transport, int retries) implements Transport {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    @Override
    public TransportResponse handle(ClientRequest request) {
        long started = System.nanoTime();
        for (int retry = 0; ; retry++) {
            try {
                return transport.handle(request.within(started));
            } catch (ConnectFailedException | ConnectTimeoutException e) {
                if (retry >= retries) {
                    throw e;
                }
            }
            if (retry > 0) {
                Async.sleep(FIRST_PAUSE.multipliedBy(1L << Math.min(retry - 1, 20)));
            }
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
