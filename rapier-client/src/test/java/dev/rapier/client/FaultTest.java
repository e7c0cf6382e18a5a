package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a bad server does, and which exception it is; the hanging ones are in TimeoutTest. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class FaultTest {
    @Parameter
    Engine engine;

    private void assertFault(Class<? extends RequestException> type, LoopbackServer.Script script) throws Exception {
        try (var server = LoopbackServer.start(script);
                var client = engine.client(server.url())) {
            assertThatThrownBy(() -> client.get("/fault")).isInstanceOfSatisfying(type, e -> {
                assertThat(e.request().url().getPath()).isEqualTo("/fault");
                assertThat(e).hasMessageContaining("GET " + server.url() + "/fault");
            });
            // The JDK sends a GET again when a connection ended before the answer began, even on a fresh one.
            assertThat(server.peers).hasSizeBetween(1, engine == Engine.JDK ? 6 : 1);
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
    void a_reset_before_the_head_is_a_failed_read() throws Exception {
        assertFault(ReadFailedException.class, peer -> {
            peer.receive();
            peer.reset();
        });
    }

    @Test
    void a_close_before_the_head_is_a_remote_protocol_error() throws Exception {
        assertFault(RemoteProtocolException.class, LoopbackServer.Peer::receive);
    }

    @Test
    void garbage_instead_of_a_head_is_a_remote_protocol_error() throws Exception {
        assertFault(RemoteProtocolException.class, peer -> {
            peer.receive();
            peer.send("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        });
    }

    @Test
    void a_body_shorter_than_promised_is_a_remote_protocol_error() throws Exception {
        assertFault(RemoteProtocolException.class, peer -> {
            peer.receive();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
        });
    }

    @Test
    void a_close_in_the_middle_of_a_chunk_is_a_remote_protocol_error() throws Exception {
        assertFault(RemoteProtocolException.class, peer -> {
            peer.receive();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nshort");
        });
    }

    @Test
    void a_close_between_chunks_is_a_remote_protocol_error() throws Exception {
        assertFault(RemoteProtocolException.class, peer -> {
            peer.receive();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n");
        });
    }

    @Test
    void a_chunk_size_that_is_no_number_is_a_remote_protocol_error() throws Exception {
        assertFault(RemoteProtocolException.class, peer -> {
            peer.receive();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nshort\r\n");
        });
    }

    @Test
    void a_reset_in_the_body_is_a_failed_read() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
                    peer.receive();
                });
                var client = engine.client(server.url());
                var response = client.stream("GET", "/")) {
            var body = response.body();
            assertThat(body.readNBytes(5)).hasSize(5);
            server.firstPeer().reset();
            assertThatThrownBy(body::read).isInstanceOf(ReadFailedException.class);
        }
    }

    @Test
    void a_server_that_resets_while_a_body_is_sent_is_a_network_failure() throws Exception {
        try (var server = LoopbackServer.start(LoopbackServer.Peer::reset);
                var client = engine.client(server.url())) {
            assertThatThrownBy(() -> client.post("/", Payload.bytes(new byte[32 << 20])))
                    .isInstanceOf(NetworkException.class);
        }
    }

    @Test
    void endless_redirects_are_too_many() throws Exception {
        try (var server = LoopbackServer.answering(
                        r -> "HTTP/1.1 302 Found\r\nLocation: " + r.path() + "x\r\nContent-Length: 0\r\n\r\n");
                var client = engine.builder()
                        .baseUrl(server.url())
                        .followRedirects(true)
                        .build()) {
            assertThatThrownBy(() -> client.get("/")).isInstanceOf(TooManyRedirectsException.class);
            assertThat(server.received).hasSize(21);
        }
    }

    @Test
    void after_each_fault_the_place_of_the_connection_is_free_again() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
                });
                var client = engine.builder()
                        .baseUrl(server.url())
                        .limits(ClientLimits.defaults().withMaxConnections(1))
                        .timeout(Duration.ofSeconds(3))
                        .build()) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> client.get("/")).isInstanceOf(RemoteProtocolException.class);
            }
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
