package dev.rapier.micrometer;

import dev.rapier.client.ClientRequest;
import dev.rapier.client.resilience.CircuitState;
import dev.rapier.client.resilience.ResilienceListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;

/**
 * What an HTTP client does about servers that fail or are slow, in a registry of Micrometer.
 *
 * <pre>{@code
 * var client = Client.builder()
 *         .resilience(Resilience.standard().withListener(ResilienceMeters.of(registry, "users")))
 *         .build();
 * }</pre>
 *
 * <table>
 * <caption>The meters, all counters; all have the tags {@code client} and {@code host}</caption>
 * <tr><td>{@code rapier.client.retries}<td>attempts after the first; tag {@code why}: {@code status 503}, or the name of an exception
 * <tr><td>{@code rapier.client.hedges}<td>second calls for slow ones; tag {@code outcome}: {@code sent}, {@code won}
 * <tr><td>{@code rapier.client.circuit.changes}<td>changes of a circuit; tag {@code state}: {@code closed}, {@code open}, {@code trial}
 * <tr><td>{@code rapier.client.circuit.refused}<td>calls that were not sent, since the circuit of their host was open
 * </table>
 *
 * <p>There is a meter for each host: not for a client that calls hosts which its users name.
 */
public final class ResilienceMeters implements ResilienceListener {
    private final MeterRegistry registry;
    private final Tags tags;

    private ResilienceMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** The meters of the client of this name. */
    public static ResilienceMeters of(MeterRegistry registry, String client) {
        return new ResilienceMeters(registry, Tags.of("client", client));
    }

    @Override
    public void retrying(ClientRequest request, int attempt, Duration pause, String why) {
        count("rapier.client.retries", host(request), Tags.of("why", why));
    }

    @Override
    public void hedging(ClientRequest request) {
        count("rapier.client.hedges", host(request), Tags.of("outcome", "sent"));
    }

    @Override
    public void hedgeWon(ClientRequest request) {
        count("rapier.client.hedges", host(request), Tags.of("outcome", "won"));
    }

    @Override
    public void circuitChanged(String host, CircuitState state) {
        count(
                "rapier.client.circuit.changes",
                host.substring(host.indexOf("://") + 3),
                Tags.of("state", state.name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public void circuitRefused(ClientRequest request) {
        count("rapier.client.circuit.refused", host(request), Tags.empty());
    }

    private static String host(ClientRequest request) {
        String authority = request.url().getRawAuthority();
        return authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** The registry finds a meter that it has already. */
    private void count(String name, String host, Tags more) {
        Counter.builder(name)
                .tags(tags.and("host", host).and(more))
                .register(registry)
                .increment();
    }
}
