package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a bad server does, which exception it is, and that nothing is left behind. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class FaultTest {
    private static final ClientTimeouts LONG = ClientTimeouts.of(Duration.ofSeconds(20));

    @Parameter
    Engine engine;

    /** The script serves until the server is healed; then, on whatever connection, all is well. */
    private static LoopbackServer serverWith(Fault fault) throws Exception {
        return LoopbackServer.start(peer -> {
            if (peer.isHealed()) {
                answer(peer);
            } else {
                fault.script.serve(peer);
                answer(peer);
            }
        });
    }

    private static void answer(LoopbackServer.Peer peer) throws Exception {
        while (peer.receive() != null) {
            peer.send(LoopbackServer.ok("next"));
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void each_fault_has_its_exception_and_leaves_neither_connection_nor_place_behind(Fault fault) throws Exception {
        try (var server = serverWith(fault);
                var client = engine.builder()
                        .limits(ClientLimits.defaults().withMaxConnections(1).withMaxResponseBytes(1_000_000))
                        .timeouts(fault.timeouts.apply(LONG))
                        .followRedirects(true)
                        .build()) {
            Throwable thrown = catchThrowable(() -> fault.call(client, server.url() + "/fault"));
            assertThat(thrown)
                    .isInstanceOf(fault.exception(engine))
                    .isInstanceOfSatisfying(
                            RequestException.class,
                            e -> assertThat(e.request().url().getPath()).startsWith("/fault"))
                    .hasMessageContaining(server.url().substring("http".length()) + "/fault");
            server.heal();
            assertThat(client.request("GET", server.url() + "/next")
                            .timeouts(LONG)
                            .send()
                            .text())
                    .isEqualTo("next");
            int faulty = server.peers.size() - 1;
            assertThat(faulty == 0).isEqualTo(fault.keepsConnection());
            for (var peer : server.peers.subList(0, faulty)) {
                assertThat(peer.seesClose()).isTrue();
            }
            // The JDK sends a GET again where a connection ended before the answer began, even on a fresh one.
            assertThat(server.peers).hasSizeLessThanOrEqualTo(engine == Engine.JDK ? 7 : 2);
        }
    }

    @Test
    void a_refused_connection_is_a_failed_connect() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        try (var client = engine.builder().build()) {
            assertThatThrownBy(() -> client.get("http://127.0.0.1:" + port)).isInstanceOf(ConnectFailedException.class);
        }
    }

    @Test
    void an_unknown_name_is_a_failed_connect() {
        try (var client = engine.builder().build()) {
            assertThatThrownBy(() -> client.get("http://no-such-host.invalid/"))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("no-such-host.invalid");
        }
    }

    @Test
    void octets_after_the_promised_length_harm_the_next_call_on_the_connection_at_most() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright, and more than that");
                    answer(peer);
                });
                var client = engine.client(server.url())) {
            assertThat(client.get("/").text()).isEqualTo("right");
            Throwable thrown = catchThrowable(() -> client.get("/"));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(RemoteProtocolException.class);
                assertThat(server.firstPeer().seesClose()).isTrue();
            }
            assertThat(client.get("/").text()).isIn("right", "next");
        }
    }

    @Test
    void a_request_is_sent_once_even_if_a_503_asks_for_another_at_once() throws Exception {
        try (var server = LoopbackServer.answering(
                        r -> "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
                var client = engine.client(server.url())) {
            var response = client.get("/");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.header("Retry-After")).contains("0");
            assertThat(server.received).hasSize(1);
        }
    }

    @Test
    void a_408_is_not_repeated() throws Exception {
        try (var server = LoopbackServer.answering(r -> "HTTP/1.1 408 Slow\r\nContent-Length: 0\r\n\r\n");
                var client = engine.client(server.url())) {
            assertThat(client.get("/").statusCode()).isEqualTo(408);
            assertThat(server.received).hasSize(1);
        }
    }
}
