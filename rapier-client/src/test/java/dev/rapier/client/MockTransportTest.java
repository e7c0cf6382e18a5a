package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** H60, as far as the mock transport goes. */
class MockTransportTest {
    @Test
    @Tag("H60")
    void it_is_given_the_request_as_it_would_be_sent() {
        var mock = MockTransport.of(request -> TransportResponse.of(201));
        try (var client = Client.builder()
                .transport(mock)
                .baseUrl("http://users.test/api")
                .header("X-Client", "c")
                .query("v", 2)
                .build()) {
            assertThat(client.post("/users", Payload.json(Map.of("a", 1))).statusCode())
                    .isEqualTo(201);
        }
        ClientRequest request = mock.requests().getFirst();
        assertThat(request.url()).hasToString("http://users.test/api/users?v=2");
        assertThat(request.headers().first("Host")).contains("users.test");
        assertThat(request.headers().first("X-Client")).contains("c");
        assertThat(request.headers().first("Content-Length")).contains("7");
        assertThat(request.headers().first("Content-Type")).contains("application/json");
        assertThat(request.payload().length()).hasValue(7);
    }

    @Test
    @Tag("H60")
    void what_it_throws_passes() {
        var client = Client.builder()
                .transport(MockTransport.of(request -> {
                    throw new ConnectFailedException(request, "as if", null);
                }))
                .build();
        assertThatThrownBy(() -> client.get("http://users.test/")).isInstanceOf(ConnectFailedException.class);
    }
}
