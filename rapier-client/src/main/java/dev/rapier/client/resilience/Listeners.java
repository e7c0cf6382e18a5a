package dev.rapier.client.resilience;

import dev.rapier.client.ClientRequest;
import java.time.Duration;
import java.util.List;

/** All that are told, as one. */
record Listeners(List<ResilienceListener> all) implements ResilienceListener {
    @Override
    public void retrying(ClientRequest request, int attempt, Duration pause, String why) {
        all.forEach(one -> one.retrying(request, attempt, pause, why));
    }

    @Override
    public void hedging(ClientRequest request) {
        all.forEach(one -> one.hedging(request));
    }

    @Override
    public void hedgeWon(ClientRequest request) {
        all.forEach(one -> one.hedgeWon(request));
    }

    @Override
    public void circuitChanged(String host, CircuitState state) {
        all.forEach(one -> one.circuitChanged(host, state));
    }

    @Override
    public void circuitRefused(ClientRequest request) {
        all.forEach(one -> one.circuitRefused(request));
    }
}
