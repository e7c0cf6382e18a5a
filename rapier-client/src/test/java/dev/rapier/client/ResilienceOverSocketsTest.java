package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.client.resilience.Resilience;
import dev.rapier.client.resilience.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of connections when calls are hedged and retried. */
@Timeout(60)
class ResilienceOverSocketsTest {
    @Test
    void the_connection_of_the_slower_of_two_calls_is_closed() throws Exception {
        var number = new AtomicInteger();
        try (var server = LoopbackServer.start(peer -> {
                    boolean first = number.getAndIncrement() == 0;
                    peer.receive();
                    if (first) {
                        peer.awaitClose();
                    } else {
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond");
                        peer.awaitClose();
                    }
                });
                var client = Client.builder()
                        .baseUrl(server.url())
                        .timeouts(ClientTimeouts.none())
                        .limits(ClientLimits.defaults().withMaxConnections(2))
                        .resilience(Resilience.none().withHedgeAfter(Duration.ofMillis(50)))
                        .build()) {
            assertThat(client.get("/").text()).isEqualTo("second");
            assertThat(server.firstPeer().seesClose()).isTrue();
            assertThat(server.peers).hasSize(2);
        }
    }

    @Test
    void a_response_that_is_given_up_leaves_its_connection_to_the_next_attempt() throws Exception {
        var number = new AtomicInteger();
        try (var server = LoopbackServer.start(peer -> {
                    while (peer.receive() != null) {
                        peer.send(
                                number.getAndIncrement() < 2
                                        ? "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"
                                        : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    }
                });
                var client = Client.builder()
                        .baseUrl(server.url())
                        .limits(ClientLimits.defaults().withMaxConnections(1))
                        .resilience(Resilience.none()
                                .withRetries(
                                        RetryPolicy.defaults().withPauses(Duration.ofMillis(1), Duration.ofMillis(1))))
                        .build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.get("/").text()).isEqualTo("ok");
            }
            assertThat(server.peers).hasSize(1);
            assertThat(number).hasValue(5);
        }
    }
}
