package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rapier.async.Async;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits, keep-alive, and what is sent again. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class ConnectionsTest {
    @Parameter
    Engine engine;

    @Test
    void a_connection_is_used_again() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = engine.client(server.url())) {
            for (int i = 0; i < 20; i++) {
                client.get("/");
            }
            assertThat(server.peers).hasSize(1);
        }
    }

    @Test
    void no_more_connections_are_used_than_the_limit_allows() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var server = LoopbackServer.answering(r -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    now.decrementAndGet();
                    return LoopbackServer.ok("x");
                });
                var client = engine.builder()
                        .baseUrl(server.url())
                        .limits(ClientLimits.defaults().withMaxConnections(5))
                        .build()) {
            var all = Async.run(() -> Async.map(Collections.nCopies(100, "/"), client::get));
            assertThat(all).hasSize(100).allMatch(ClientResponse::isSuccess);
            assertThat(most.get()).isLessThanOrEqualTo(5);
            assertThat(server.peers).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void an_idle_connection_is_closed_after_its_time() throws Exception {
        assumeThat(engine).as("the JDK has one keep-alive for the whole JVM").isEqualTo(Engine.OKHTTP);
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = engine.builder()
                        .limits(ClientLimits.defaults().withKeepAlive(20, Duration.ofMillis(200)))
                        .build()) {
            client.get(server.url());
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void a_get_on_a_connection_that_the_server_closed_meanwhile_is_sent_again() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send(LoopbackServer.ok("x")); // and closes without having said so
                });
                var client = engine.client(server.url())) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.get("/").text()).isEqualTo("x");
            }
            assertThat(server.received).hasSize(10);
        }
    }

    @Test
    void a_post_that_may_have_arrived_is_never_sent_again() throws Exception {
        var requests = new AtomicInteger();
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send(LoopbackServer.ok("x"));
                    peer.receive();
                    requests.incrementAndGet(); // taken, and not answered
                });
                var client = engine.client(server.url())) {
            client.get("/");
            assertThatThrownBy(() -> client.post("/", Payload.json(1))).isInstanceOf(TransportException.class);
            assertThat(requests).hasValue(1);
            assertThat(server.received).hasSize(2);
        }
    }

    @Test
    void connections_begin_where_they_are_told_to() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send(LoopbackServer.ok(peer.socket().getInetAddress().getHostAddress()));
                });
                var client = engine.builder()
                        .baseUrl(server.url())
                        .localAddress(InetAddress.getByName("127.0.0.5"))
                        .build()) {
            assertThat(client.get("/").text()).isEqualTo("127.0.0.5");
        }
    }

    @Test
    void a_connection_that_could_not_be_made_is_tried_again_as_often_as_was_said() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        var tries = new AtomicInteger();
        try (var client = engine.builder()
                .engine(settings -> new CountedConnects(engine.transport(settings), tries))
                .connectRetries(1)
                .build()) {
            assertThatThrownBy(() -> client.get("http://127.0.0.1:" + port)).isInstanceOf(ConnectFailedException.class);
            assertThat(tries).hasValue(2);
        }
    }

    private record CountedConnects(Transport transport, AtomicInteger tries) implements Transport {
        @Override
        public TransportResponse handle(ClientRequest request) {
            tries.incrementAndGet();
            return transport.handle(request);
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    @Test
    void a_stream_that_is_closed_early_closes_its_connection_and_frees_its_place() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
                    peer.awaitClose();
                });
                var client = engine.builder()
                        .baseUrl(server.url())
                        .limits(ClientLimits.defaults().withMaxConnections(1))
                        .build()) {
            for (int i = 0; i < 3; i++) {
                try (var response = client.stream("GET", "/")) {
                    assertThat(response.body().read()).isEqualTo('h');
                }
                assertThat(server.peers.get(i).seesClose()).isTrue();
            }
        }
    }
}
