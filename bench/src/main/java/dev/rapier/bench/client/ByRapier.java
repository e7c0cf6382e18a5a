package dev.rapier.bench.client;

import dev.rapier.async.Async;
import dev.rapier.client.Client;
import dev.rapier.client.ClientBuilder;
import dev.rapier.client.ClientLimits;
import dev.rapier.client.ClientTimeouts;
import dev.rapier.client.Transport;
import dev.rapier.client.TransportSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Rapier's client: {@code map} in a task for the ten. */
public final class ByRapier implements Caller {
    /** More at once than this take longer than five seconds each. */
    private static final int USUAL = 1000;

    private static final List<Integer> TEN = Collections.nCopies(10, 0);

    private final Client client;

    /** On OkHttp. */
    public ByRapier(int connections) {
        this(Client.builder(), connections);
    }

    /** On another engine. */
    public ByRapier(Function<TransportSettings, Transport> engine, int connections) {
        this(Client.builder().engine(engine), connections);
    }

    private ByRapier(ClientBuilder builder, int connections) {
        client = builder.trustEnvironment(false)
                .limits(ClientLimits.defaults()
                        .withMaxConnections(connections)
                        .withKeepAlive(connections, Duration.ofSeconds(5)))
                .timeouts(connections <= USUAL ? ClientTimeouts.defaults() : ClientTimeouts.of(Duration.ofSeconds(60)))
                .build();
    }

    @Override
    public byte[] get(String url) {
        return client.get(url).bytes();
    }

    @Override
    public void ten(Runnable call) {
        Async.run(() -> Async.map(TEN, _ -> {
            call.run();
            return 0;
        }));
    }

    @Override
    public void close() {
        client.close();
    }
}
