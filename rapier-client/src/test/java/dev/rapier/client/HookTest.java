package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** H50. */
class HookTest {
    @Test
    @Tag("H50")
    void hooks_run_for_every_hop_and_a_request_hook_may_change_the_request() {
        var seen = new ArrayList<String>();
        var transport = MockTransport.of(r -> r.url().getPath().equals("/a")
                ? TransportResponse.of(302).withHeader("Location", "/b")
                : TransportResponse.of(200));
        try (var client = Client.builder()
                .transport(transport)
                .followRedirects(true)
                .onRequest(r -> r.withHeader("X-Hop", r.url().getPath()))
                .onResponse(r -> seen.add(r.url().getPath() + " " + r.statusCode()))
                .build()) {
            client.get("http://example.com/a");
        }
        assertThat(seen).containsExactly("/a 302", "/b 200");
        assertThat(transport.requests())
                .extracting(r -> r.headers().first("X-Hop").orElse(""))
                .isEqualTo(List.of("/a", "/b"));
    }

    @Test
    @Tag("H50")
    void a_response_hook_that_throws_closes_the_response() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                    peer.awaitClose();
                });
                var client = Client.builder()
                        .limits(ClientLimits.defaults().withMaxConnections(1))
                        .onResponse(r -> {
                            throw new IllegalStateException("hook");
                        })
                        .build()) {
            assertThatThrownBy(() -> client.get(server.url())).hasMessage("hook");
            assertThat(server.firstPeer().seesClose()).isTrue();
            assertThatThrownBy(() -> client.get(server.url())).hasMessage("hook");
        }
    }
}
