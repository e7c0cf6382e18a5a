package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.client.auth.Auth;
import dev.rapier.client.auth.DigestAuth;
import dev.rapier.client.auth.NetrcAuth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flows that users write, and netrc. */
@Timeout(30)
class AuthFlowTest {
    private static final String REFUSED = "HTTP/1.1 401 No\r\nContent-Length: 4\r\n\r\nnope";

    @Test
    void flowMayFetchATokenAndTryAgain() throws Exception {
        var token = new AtomicReference<>("old");
        Auth refreshing = exchange -> {
            var request = exchange.request();
            var response = exchange.send(request.withHeader("Authorization", "Bearer " + token.get()));
            if (response.statusCode() != 401) {
                return response;
            }
            var fetch = new ClientRequest(
                    "GET", request.url().resolve("/token"), request.headers(), Payload.none(), request.timeouts());
            token.set(exchange.send(fetch).read().text());
            return exchange.send(request.withHeader("Authorization", "Bearer " + token.get()));
        };
        try (var server = LoopbackServer.answering(request -> {
                    if (request.path().equals("/token")) {
                        return LoopbackServer.ok("new");
                    }
                    return request.header("Authorization").equals("Bearer new") ? LoopbackServer.ok("in") : REFUSED;
                });
                var client =
                        Client.builder().baseUrl(server.url()).auth(refreshing).build()) {
            var response = client.get("/me");
            assertThat(response.text()).isEqualTo("in");
            assertThat(response.history()).extracting(ClientResponse::text).containsExactly("nope", "new");
            assertThat(client.get("/me").history()).isEmpty();
            assertThat(server.received)
                    .extracting(LoopbackServer.Received::path)
                    .containsExactly("/me", "/token", "/me", "/me");
            assertThat(server.peers)
                    .as("refused responses give their connection back")
                    .hasSize(1);
        }
    }

    @Test
    void signatureMayCoverTheBodyEvenOneThatIsWrittenWhileItIsSent() throws Exception {
        Auth signing = exchange -> {
            var request = exchange.request().buffered();
            int sum = 0;
            for (byte octet : request.payload().toBytes()) {
                sum += octet;
            }
            return exchange.send(request.withHeader("X-Sum", Integer.toString(sum)));
        };
        try (var server = LoopbackServer.answering(request -> LoopbackServer.ok(request.text()));
                var client =
                        Client.builder().baseUrl(server.url()).auth(signing).build()) {
            assertThat(client.post("/", Payload.text("\1\2\3")).text()).isEqualTo("\1\2\3");
            assertThat(client.post("/", Payload.stream("text/plain", out -> out.write(new byte[] {4, 5})))
                            .text())
                    .isEqualTo("\4\5");
            assertThat(server.received).extracting(r -> r.header("X-Sum")).containsExactly("6", "9");
            assertThat(server.received.getLast().header("Content-Length")).isEqualTo("2");
            assertThat(server.received.getLast().header("Transfer-Encoding")).isEmpty();
            assertThat(server.received.getLast().header("Content-Type")).isEqualTo("text/plain");
        }
    }

    @Test
    void functionChangesEachRequest() {
        var mock = MockTransport.of(request -> TransportResponse.of(200));
        try (var client = Client.builder()
                .transport(mock)
                .auth(Auth.of(request -> request.withHeader("X-Key", "k")))
                .build()) {
            client.get("http://example.com/");
            client.request("GET", "http://example.com/").withoutAuth().send();
            client.request("GET", "http://example.com/").bearer("t").send();
        }
        assertThat(mock.requests())
                .extracting(request -> request.headers().first("X-Key").orElse("none"))
                .containsExactly("k", "none", "none");
    }

    @Test
    @Tag("H50")
    void hooksRunForEachRequestOfAFlow() {
        var seen = new ArrayList<String>();
        var mock = MockTransport.of(request -> TransportResponse.of(
                request.headers().first("X-Try").orElse("1").equals("1") ? 401 : 200));
        try (var client = Client.builder()
                .transport(mock)
                .auth(exchange -> {
                    exchange.send(exchange.request());
                    return exchange.send(exchange.request().withHeader("X-Try", "2"));
                })
                .onRequest(request -> {
                    seen.add(request.method());
                    return request;
                })
                .onResponse(response -> seen.add(Integer.toString(response.statusCode())))
                .build()) {
            client.get("http://example.com/");
        }
        assertThat(seen).isEqualTo(List.of("GET", "401", "GET", "200"));
    }

    @Test
    void flowThatThrowsLeavesNoConnectionBehind() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                    peer.awaitClose();
                });
                var client = Client.builder()
                        .baseUrl(server.url())
                        .auth(exchange -> {
                            exchange.send(exchange.request());
                            throw new IllegalStateException("no token");
                        })
                        .build()) {
            assertThatThrownBy(() -> client.stream("GET", "/")).hasMessage("no token");
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void responseThatAFlowDoesNotReturnIsClosed() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send(LoopbackServer.ok("first"));
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                    peer.awaitClose();
                });
                var client = Client.builder()
                        .baseUrl(server.url())
                        .auth(exchange -> {
                            var first = exchange.send(exchange.request());
                            exchange.send(exchange.request());
                            return first;
                        })
                        .build()) {
            assertThat(client.get("/").text()).isEqualTo("first");
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    @Tag("H57")
    void cancelInTheMiddleOfAFlowClosesItsConnection() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 401 No\r\nContent-Length: 0\r\n"
                            + "WWW-Authenticate: Digest realm=r, nonce=n, qop=auth\r\n\r\n");
                    peer.receive();
                    peer.awaitClose(); // never answers
                });
                var client = Client.builder()
                        .baseUrl(server.url())
                        .auth(DigestAuth.of("ann", "secret"))
                        .build()) {
            assertThatThrownBy(() -> Async.run(() -> Async.timeout(Duration.ofMillis(300), () -> client.get("/"))))
                    .isInstanceOf(AsyncTimeoutException.class);
            assertThat(server.firstPeer().seesClose()).isTrue();
            assertThat(server.received).hasSize(2);
        }
    }

    @Test
    void completeRequestIsSentAsItIsOrWithTheAuthThatIsNamed() {
        var mock = MockTransport.of(request -> TransportResponse.of(200));
        Auth keyed = Auth.of(request -> request.withHeader("X-Key", "k"));
        try (var client = Client.builder().transport(mock).auth(keyed).build()) {
            var request = client.request("GET", "http://example.com/").build();
            client.send(request);
            client.send(request, keyed);
        }
        assertThat(mock.requests())
                .extracting(request -> request.headers().first("X-Key").orElse("none"))
                .containsExactly("none", "k");
    }

    @Test
    @Tag("H51")
    void netrcNamesUserAndPasswordOfItsHostsOnly(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("netrc"), "machine example.com login ann password sécret", StandardCharsets.UTF_8);
        var mock = MockTransport.of(request -> TransportResponse.of(200));
        try (var client =
                Client.builder().transport(mock).auth(NetrcAuth.of(file)).build()) {
            client.get("http://example.com:81/");
            client.get("http://other.example/");
            client.get("http://bob:x@example.com/");
        }
        assertThat(mock.requests())
                .extracting(request -> request.headers().first("Authorization").orElse("none"))
                .containsExactly("Basic YW5uOnPDqWNyZXQ=", "none", "Basic Ym9iOng=");
    }
}
