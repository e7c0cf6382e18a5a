package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.client.jdk.JdkTransport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that OkHttp alone goes through. */
@Timeout(30)
class SocksTest {
    private static Client through(String proxy) {
        return Client.builder().proxy(ClientProxy.of(proxy)).build();
    }

    @Test
    void a_socks_proxy_looks_the_name_up_and_connects() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var proxy = SocksServer.to(server);
                var client = through("socks5://" + proxy.address())) {
            assertThat(client.get("http://only.the.proxy.knows.invalid:81/").text())
                    .isEqualTo("x");
            assertThat(client.get("http://127.0.0.1:82/").text()).isEqualTo("x");
            assertThat(proxy.asked).containsExactly("only.the.proxy.knows.invalid:81", "127.0.0.1:82");
        }
    }

    @Test
    void it_is_told_user_and_password() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var proxy = SocksServer.withLogin(server);
                var client = through("socks5h://ann:secret@" + proxy.address());
                var wrong = through("socks5h://ann:other@" + proxy.address());
                var nobody = through("socks5h://" + proxy.address())) {
            assertThat(client.get("http://server.invalid/").text()).isEqualTo("x");
            assertThat(proxy.asked).containsExactly("ann:secret@server.invalid:80");
            assertThatThrownBy(() -> wrong.get("http://server.invalid/"))
                    .isInstanceOf(ProxyException.class)
                    .hasMessageContaining("another user or password")
                    .hasMessageNotContaining("other@");
            assertThatThrownBy(() -> nobody.get("http://server.invalid/"))
                    .isInstanceOf(ProxyException.class)
                    .hasMessageContaining("wants user and password");
        }
    }

    @Test
    void what_it_can_not_reach_is_a_proxy_error() throws Exception {
        try (var proxy = SocksServer.refusing(4);
                var client = through("socks5://" + proxy.address())) {
            assertThatThrownBy(() -> client.get("http://server.invalid/"))
                    .isInstanceOf(ProxyException.class)
                    .hasMessageContaining("host unreachable");
        }
    }

    @Test
    void a_proxy_that_says_nothing_is_a_connect_timeout() throws Exception {
        try (var silent = LoopbackServer.start(LoopbackServer.Peer::awaitClose);
                var client = through(silent.url().replace("http", "socks5"))) {
            var timeouts = ClientTimeouts.of(Duration.ofSeconds(20)).withConnect(Duration.ofMillis(300));
            assertThatThrownBy(() -> client.request("GET", "http://server.invalid/")
                            .timeouts(timeouts)
                            .send())
                    .isInstanceOf(ConnectTimeoutException.class);
            assertThat(silent.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void https_goes_through_a_socks_proxy_and_the_certificate_is_that_of_the_server(@TempDir Path folder)
            throws Exception {
        var ours = Certificates.of("ours");
        var certificate = ours.issue(details -> details.addSubjectAlternativeName("server.invalid"));
        try (var server = LoopbackServer.startTls(ours.server(certificate), socket -> {}, peer -> {
                    peer.receive();
                    peer.send(LoopbackServer.ok("secret"));
                });
                var proxy = SocksServer.to(server);
                var client = Client.builder()
                        .proxy(ClientProxy.of("socks5://" + proxy.address()))
                        .tls(ClientTls.defaults().trusting(ours.pem(folder)))
                        .build()) {
            assertThat(client.get("https://server.invalid/").text()).isEqualTo("secret");
        }
    }

    @Test
    void an_http_proxy_may_be_spoken_to_over_tls(@TempDir Path folder) throws Exception {
        var ours = Certificates.of("ours");
        try (var proxy = LoopbackServer.startTls(ours.server(), socket -> {}, peer -> {
                    peer.send(LoopbackServer.ok(peer.receive().path()));
                });
                var client = Client.builder()
                        .proxy(ClientProxy.of(proxy.url()))
                        .tls(ClientTls.defaults().trusting(ours.pem(folder)))
                        .build()) {
            assertThat(client.get("http://server.invalid/").text()).isEqualTo("http://server.invalid/");
        }
    }

    @Test
    void the_client_of_the_jdk_says_that_it_can_not() {
        var builder = Client.builder().engine(JdkTransport::new).proxy(ClientProxy.of("socks5://ann:secret@proxy"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("socks5://proxy")
                .hasMessageNotContaining("secret");
    }
}
