package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.client.auth.DigestAuth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DigestAuthTest {
    private static Client ann(LoopbackServer server) {
        return Client.builder()
                .baseUrl(server.url())
                .auth(DigestAuth.of("ann", "secret"))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512"})
    @Tag("H51")
    void challengeIsAnsweredAndReusedAndItsNonceCounted(String algorithm) throws Exception {
        var digest = new DigestServer(algorithm);
        try (var server = LoopbackServer.answering(digest);
                var client = ann(server)) {
            var response = client.request("POST", "/parts?x=1").json(7).send();
            assertThat(response.text()).isEqualTo("welcome 7");
            assertThat(response.history())
                    .extracting(ClientResponse::statusCode)
                    .containsExactly(401);
            assertThat(client.get("/other").statusCode()).isEqualTo(200);
            assertThat(client.get("/third").history()).isEmpty();
            assertThat(server.peers).hasSize(1);
        }
        assertThat(digest.seen).containsExactly("nothing", "00000001", "00000002", "00000003");
    }

    @Test
    @Tag("H51")
    void staleNonceIsReplaced() throws Exception {
        var digest = new DigestServer("SHA-256");
        digest.uses = 1;
        try (var server = LoopbackServer.answering(digest);
                var client = ann(server)) {
            assertThat(client.get("/").statusCode()).isEqualTo(200);
            assertThat(client.get("/").statusCode()).isEqualTo(200);
        }
        assertThat(digest.seen).containsExactly("nothing", "00000001", "00000002", "00000001");
    }

    @Test
    void wrongPasswordIsTriedOnce() throws Exception {
        var digest = new DigestServer("MD5");
        try (var server = LoopbackServer.answering(digest);
                var client = Client.of(server.url())) {
            var call = client.request("GET", "/").auth(DigestAuth.of("ann", "wrong"));
            assertThat(call.send().statusCode()).isEqualTo(401);
        }
        assertThat(digest.seen).containsExactly("nothing", "00000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest realm=\"x\"",
                "Digest nonce=\"x\"",
                "Digest realm=\"open",
                "Digest realm=x nonce=y",
                "Digest realm=x, nonce=y, qop=\"auth-int\""
            })
    @Tag("H51")
    void malformedChallengeIsAProtocolError(String challenge) throws Exception {
        try (var server = answering(challenge);
                var client = ann(server)) {
            assertThatThrownBy(() -> client.get("/x"))
                    .isInstanceOf(RemoteProtocolException.class)
                    .hasMessageContaining("GET " + server.url() + "/x")
                    .hasMessageContaining("challenge");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic realm=x", "Digest realm=x, nonce=y, algorithm=SHA-3", "Negotiate"})
    void challengeThatIsNotForItIsLeftToTheCaller(String challenge) throws Exception {
        try (var server = answering(challenge);
                var client = ann(server)) {
            assertThat(client.get("/").statusCode()).isEqualTo(401);
            assertThat(server.received).hasSize(1);
        }
    }

    private static LoopbackServer answering(String challenge) throws IOException {
        return LoopbackServer.answering(
                r -> "HTTP/1.1 401 No\r\nContent-Length: 0\r\nWWW-Authenticate: " + challenge + "\r\n\r\n");
    }

    @Test
    @Tag("H47")
    void bodyThatWasWrittenWhileItWasSentCanNotBeSentAgain() throws Exception {
        try (var server = LoopbackServer.answering(new DigestServer("MD5"));
                var client = ann(server)) {
            assertThatThrownBy(() -> client.post("/", Payload.stream("text/plain", out -> out.write('x'))))
                    .isInstanceOf(StreamConsumedException.class)
                    .hasMessageContaining("POST " + server.url());
            client.get("/");
            assertThat(client.post("/", Payload.stream("text/plain", out -> out.write('x')))
                            .text())
                    .as("the challenge is known by now")
                    .isEqualTo("welcome x");
        }
    }

    @Test
    void streamedResponseCanBeReadAfterTheChallenge() throws Exception {
        try (var server = LoopbackServer.answering(new DigestServer("MD5"));
                var client = ann(server);
                var response = client.stream("GET", "/")) {
            assertThat(response.lines().toList()).isEqualTo(List.of("welcome "));
        }
    }

    @Test
    void redirectTargetIsAnsweredForItsOwnUrl() throws Exception {
        var digest = new DigestServer("MD5");
        try (var server = LoopbackServer.answering(request -> request.path().equals("/old")
                        ? "HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n"
                        : digest.apply(request));
                var client = ann(server)) {
            var response = client.request("GET", "/old").followRedirects(true).send();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.history())
                    .extracting(ClientResponse::statusCode)
                    .containsExactly(302, 401);
        }
    }

    @Test
    @Tag("H46")
    void strangersChallengeIsNotAnswered() throws Exception {
        var stranger = new DigestServer("MD5");
        try (var other = LoopbackServer.answering(stranger);
                var server = LoopbackServer.answering(request ->
                        "HTTP/1.1 302 Found\r\nLocation: " + other.url() + "/\r\nContent-Length: 0\r\n\r\n");
                var client = ann(server)) {
            var response = client.request("GET", "/").followRedirects(true).send();
            assertThat(response.statusCode()).isEqualTo(401);
        }
        assertThat(stranger.seen).containsExactly("nothing");
    }

    @Test
    void realmThatCanNotStandInARequestIsAProtocolError() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send(("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
                                    + "WWW-Authenticate: Digest realm=\"\u65e5\u672c\", nonce=y\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
                    peer.awaitClose();
                });
                var client = ann(server)) {
            assertThatThrownBy(() -> client.get("/x"))
                    .isInstanceOf(RemoteProtocolException.class)
                    .hasMessageContaining("challenge");
        }
    }
}
