package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers a client speaks to, and what it shows them. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class TlsTest {
    private static final Certificates OURS = Certificates.of("ours");
    private static final Certificates THEIRS = Certificates.of("theirs");

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private static LoopbackServer server(SSLContext tls) throws IOException {
        return LoopbackServer.startTls(tls, socket -> {}, peer -> {
            while (peer.receive() != null) {
                peer.send(LoopbackServer.ok("secret"));
            }
        });
    }

    private ClientTls ours() {
        return ClientTls.defaults().trusting(OURS.pem(folder));
    }

    private Client client(LoopbackServer server, ClientTls tls) {
        return engine.builder().baseUrl(server.url()).tls(tls).build();
    }

    @Test
    void a_private_authority_vouches_for_its_servers() throws Exception {
        try (var server = server(OURS.server());
                var client = client(server, ours())) {
            assertThat(client.get("/").text()).isEqualTo("secret");
            assertThat(client.get("/").httpVersion()).isEqualTo("HTTP/1.1");
            assertThat(server.peers).hasSize(1);
        }
    }

    @Test
    void a_server_that_no_authority_vouches_for_is_a_failed_connect() throws Exception {
        try (var server = server(THEIRS.server())) {
            for (ClientTls tls : new ClientTls[] {ours(), ClientTls.defaults(), ours().withAnyHostName()}) {
                try (var client = client(server, tls)) {
                    assertThatThrownBy(() -> client.get("/"))
                            .isInstanceOf(ConnectFailedException.class)
                            .hasMessageContaining("GET " + server.url());
                }
            }
            assertThat(server.received).isEmpty();
        }
    }

    @Test
    void a_certificate_for_another_host_is_a_failed_connect_unless_any_name_is_fine() throws Exception {
        var other = OURS.issue(details -> details.addSubjectAlternativeName("other.example"));
        try (var server = server(OURS.server(other));
                var client = client(server, ours());
                var lenient = client(server, ours().withAnyHostName())) {
            assertThatThrownBy(() -> client.get("/")).isInstanceOf(ConnectFailedException.class);
            assertThat(server.received).isEmpty();
            assertThat(lenient.get("/").text()).isEqualTo("secret");
        }
    }

    @Test
    void an_expired_certificate_is_a_failed_connect() throws Exception {
        var expired = OURS.issue(
                details -> details.addSubjectAlternativeName("127.0.0.1").validityInterval(1, 1000));
        try (var server = server(OURS.server(expired));
                var client = client(server, ours())) {
            assertThatThrownBy(() -> client.get("/")).isInstanceOf(ConnectFailedException.class);
            assertThat(server.received).isEmpty();
        }
    }

    @Test
    void an_insecure_client_trusts_anyone() throws Exception {
        var other = THEIRS.issue(details -> details.addSubjectAlternativeName("other.example"));
        try (var server = server(THEIRS.server(other));
                var client = client(server, ClientTls.defaults().insecureTrustingAnyone())) {
            assertThat(client.get("/").text()).isEqualTo("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void a_server_that_asks_is_shown_the_certificate_of_the_client(String kind) throws Exception {
        HeldCertificate own = OURS.issue(details -> {
            details.commonName("the client");
            return kind.equals("RSA") ? details.rsa2048() : details.ecdsa256();
        });
        Path certificate = Certificates.write(folder.resolve("client.pem"), own.certificatePem());
        Path key = Certificates.write(folder.resolve("client.key"), own.privateKeyPkcs8Pem());
        try (var server = LoopbackServer.startTls(OURS.server(), socket -> socket.setNeedClientAuth(true), peer -> {
                    peer.receive();
                    var session = ((SSLSocket) peer.socket()).getSession();
                    peer.send(LoopbackServer.ok(session.getPeerPrincipal().getName()));
                });
                var client = client(server, ours().presenting(certificate, key));
                var nobody = client(server, ours())) {
            assertThat(client.get("/").text()).isEqualTo("CN=the client");
            // With TLS 1.3 the server refuses after the client has begun to send.
            assertThatThrownBy(() -> nobody.get("/")).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void an_older_version_than_allowed_is_a_failed_connect() throws Exception {
        try (var server = LoopbackServer.startTls(OURS.server(), TlsTest::oldVersion, peer -> {
                    peer.receive();
                    peer.send(LoopbackServer.ok("old"));
                });
                var strict = client(server, ours().atLeast(ClientTls.Version.TLS_1_3));
                var usual = client(server, ours())) {
            assertThatThrownBy(() -> strict.get("/")).isInstanceOf(ConnectFailedException.class);
            assertThat(usual.get("/").text()).isEqualTo("old");
        }
    }

    private static void oldVersion(SSLServerSocket socket) {
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    }

    @Test
    void a_handshake_that_hangs_is_a_connect_timeout() throws Exception {
        var timeouts = ClientTimeouts.of(Duration.ofSeconds(20)).withConnect(Duration.ofMillis(300));
        try (var server = LoopbackServer.start(LoopbackServer.Peer::awaitClose);
                var client = engine.builder().timeouts(timeouts).build()) {
            assertThatThrownBy(() -> client.get(server.url().replace("http", "https")))
                    .isInstanceOf(ConnectTimeoutException.class);
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void a_server_that_speaks_no_tls_is_a_failed_connect() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    peer.awaitClose();
                });
                var client = engine.builder().build()) {
            assertThatThrownBy(() -> client.get(server.url().replace("http", "https")))
                    .isInstanceOf(ConnectFailedException.class);
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void a_file_that_can_not_be_used_is_named_when_the_client_is_built() {
        Path missing = folder.resolve("missing.pem");
        Path empty = Certificates.write(folder.resolve("empty.pem"), "nothing\n");
        Path key = Certificates.write(folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\n");
        var tls = ClientTls.defaults();
        assertThatThrownBy(() -> engine.builder().tls(tls.trusting(missing)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.pem");
        assertThatThrownBy(() -> engine.builder().tls(tls.trusting(empty)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> engine.builder()
                        .tls(tls.presenting(OURS.pem(folder), key))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("old.key")
                .hasMessageContaining("openssl pkcs8");
    }
}
