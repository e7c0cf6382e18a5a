package dev.rapier.client;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A transport for tests: a function answers instead of a server, and every request is kept.
 *
 * {@snippet :
 * var mock = MockTransport.of(request -> TransportResponse.json(200, Map.of("id", 7)));
 * try (var client = Client.builder().transport(mock).build()) {
 *     client.get("http://users.test/users/7").json(User.class);
 * }
 * mock.requests().getFirst().url();
 * }
 */
public final class MockTransport implements Transport {
    private final Function<ClientRequest, TransportResponse> handler;
    private final List<ClientRequest> requests = new CopyOnWriteArrayList<>();

    private MockTransport(Function<ClientRequest, TransportResponse> handler) {
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    /** A transport that answers with what the function returns and fails with what it throws. */
    public static MockTransport of(Function<ClientRequest, TransportResponse> handler) {
        return new MockTransport(handler);
    }

    /** The requests so far, fully prepared, in order. */
    public List<ClientRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        requests.add(request);
        return handler.apply(request);
    }
}
