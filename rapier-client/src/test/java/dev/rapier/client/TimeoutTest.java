package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** H52. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class TimeoutTest {
    @Parameter
    Engine engine;

    private static final ClientTimeouts SHORT = ClientTimeouts.of(Duration.ofMillis(300));
    private static final ClientTimeouts LONG = ClientTimeouts.of(Duration.ofSeconds(20));

    private Client client(ClientTimeouts timeouts) {
        return engine.builder().timeouts(timeouts).build();
    }

    @Test
    @Tag("H52")
    void a_server_that_does_not_answer_is_a_read_timeout() throws Exception {
        try (var server = LoopbackServer.start(LoopbackServer.Peer::awaitClose);
                var client = client(LONG.withRead(Duration.ofMillis(200)))) {
            assertThatThrownBy(() -> client.get(server.url()))
                    .isInstanceOf(ReadTimeoutException.class)
                    .hasMessageContaining("0.2s");
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    @Tag("H52")
    void a_body_that_stops_is_a_read_timeout() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                    peer.awaitClose();
                });
                var client = client(LONG.withRead(Duration.ofMillis(200)))) {
            assertThatThrownBy(() -> client.get(server.url())).isInstanceOf(ReadTimeoutException.class);
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    @Tag("H52")
    void the_read_timeout_is_for_each_chunk_and_not_for_the_whole() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n");
                    for (int i = 0; i < 30; i++) {
                        Thread.sleep(70); // the pace of the server is what this is about
                        peer.send("x");
                    }
                });
                var client = client(LONG.withRead(Duration.ofSeconds(2)))) {
            assertThat(client.get(server.url()).text()).hasSize(30);
        }
    }

    @Test
    @Tag("H52")
    void a_total_beyond_what_a_clock_counts_is_no_limit() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
                });
                var client = client(LONG.withTotal(Duration.ofDays(1_000_000)))) {
            assertThat(client.get(server.url()).text()).isEqualTo("x");
        }
    }

    @Test
    @Tag("H52")
    void a_server_that_takes_nothing_of_an_upload_is_a_write_timeout() throws Exception {
        try (var server = LoopbackServer.start(peer -> Thread.sleep(20_000));
                var client = client(LONG.withWrite(Duration.ofMillis(300)))) {
            assertThatThrownBy(() -> client.post(server.url(), Payload.bytes(new byte[32 << 20])))
                    .isInstanceOf(WriteTimeoutException.class);
        }
    }

    @Test
    @Tag("H52")
    void a_server_that_does_not_accept_is_a_connect_timeout() throws Exception {
        var fillers = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var client = client(LONG.withConnect(Duration.ofMillis(300)))) {
            fillTheQueueOf(full, fillers);
            assertThatThrownBy(() -> client.get("http://127.0.0.1:" + full.getLocalPort()))
                    .isInstanceOf(ConnectTimeoutException.class);
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    private void fillTheQueueOf(ServerSocket full, ArrayList<Socket> fillers) throws Exception {
        for (int i = 0; i < 8; i++) {
            var filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(full.getLocalSocketAddress(), 50);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    @Tag("H52")
    void no_free_connection_is_a_pool_timeout_while_a_stream_is_open() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = engine.builder()
                        .timeouts(LONG.withPool(Duration.ofMillis(200)))
                        .limits(ClientLimits.defaults().withMaxConnections(1))
                        .build()) {
            try (var open = client.stream("GET", server.url())) {
                assertThatThrownBy(() -> client.get(server.url()))
                        .isInstanceOf(PoolTimeoutException.class)
                        .hasMessageContaining("all 1 connections");
                assertThat(open.read().text()).isEqualTo("x");
            }
            assertThat(client.get(server.url()).text()).isEqualTo("x");
        }
    }

    @Test
    @Tag("H52")
    void the_total_bounds_a_body_that_drips() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                    while (true) {
                        peer.send("x");
                        Thread.sleep(20);
                    }
                });
                var client = client(LONG.withTotal(Duration.ofMillis(300)))) {
            assertThatThrownBy(() -> client.get(server.url())).isInstanceOf(TotalTimeoutException.class);
        }
    }

    @Test
    void the_total_goes_on_through_redirects() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    while (peer.receive() != null) {
                        Thread.sleep(50);
                        peer.send("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
                    }
                });
                var client = engine.builder()
                        .timeouts(LONG.withTotal(Duration.ofMillis(300)))
                        .followRedirects(true)
                        .maxRedirects(10_000)
                        .build()) {
            assertThatThrownBy(() -> client.get(server.url())).isInstanceOf(TotalTimeoutException.class);
        }
    }

    @Test
    void one_call_can_have_its_own_timeouts() throws Exception {
        try (var server = LoopbackServer.start(LoopbackServer.Peer::awaitClose);
                var client = client(LONG)) {
            assertThatThrownBy(() ->
                            client.request("GET", server.url()).timeouts(SHORT).send())
                    .isInstanceOf(ReadTimeoutException.class);
            assertThatThrownBy(() -> client.request("GET", server.url())
                            .total(Duration.ofMillis(200))
                            .send())
                    .isInstanceOf(TotalTimeoutException.class);
        }
    }

    @Test
    void a_timeout_that_is_not_positive_is_refused() {
        assertThatThrownBy(() -> ClientTimeouts.of(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientTimeouts.defaults().withRead(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("read");
    }
}
