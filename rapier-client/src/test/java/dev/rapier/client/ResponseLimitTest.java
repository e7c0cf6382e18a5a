package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ResponseLimitTest {
    @Parameter
    Engine engine;

    private Client limited(LoopbackServer server) {
        return engine.builder()
                .baseUrl(server.url())
                .limits(ClientLimits.defaults().withMaxResponseBytes(10))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n67890\r\n",
            })
    void a_body_over_the_limit_is_refused_and_its_connection_closed(String answer) throws Exception {
        try (var server = LoopbackServer.answering(r -> answer);
                var client = limited(server)) {
            assertThatThrownBy(() -> client.get("/")).isInstanceOf(ResponseTooLargeException.class);
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void a_body_that_promises_too_much_is_refused_before_it_is_read() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n");
                    peer.awaitClose();
                });
                var client = limited(server)) {
            assertThatThrownBy(() -> client.get("/")).isInstanceOf(ResponseTooLargeException.class);
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void a_streamed_body_is_limited_too() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x".repeat(100)));
                var client = limited(server);
                var response = client.stream("GET", "/")) {
            assertThatThrownBy(() -> response.chunks().toList()).isInstanceOf(ResponseTooLargeException.class);
        }
    }

    @Test
    void a_body_of_just_the_limit_is_fine() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("0123456789"));
                var client = limited(server)) {
            assertThat(client.get("/").text()).isEqualTo("0123456789");
        }
    }
}
