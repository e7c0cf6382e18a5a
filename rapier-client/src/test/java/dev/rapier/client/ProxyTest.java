package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class ProxyTest {
    @Parameter
    Engine engine;

    private String url(LoopbackServer proxy, String login) {
        return proxy.url().replace("http://", "http://" + login);
    }

    private Client through(ClientProxy proxy) {
        return engine.builder().proxy(proxy).build();
    }

    @Test
    void a_plain_request_goes_to_the_proxy_with_the_whole_url_and_with_user_and_password() throws Exception {
        try (var proxy = LoopbackServer.answering(r -> LoopbackServer.ok("from the proxy"));
                var client = through(ClientProxy.of(url(proxy, "ann:p%40ss@")).withHeader("X-Team", "blue"))) {
            assertThat(client.get("http://example.invalid/a?b=c").text()).isEqualTo("from the proxy");
            var received = proxy.received.getFirst();
            assertThat(received.path()).isEqualTo("http://example.invalid/a?b=c");
            assertThat(received.header("Host")).isEqualTo("example.invalid");
            assertThat(received.header("Proxy-Authorization")).isEqualTo("Basic YW5uOnBAc3M=");
            assertThat(received.header("X-Team")).isEqualTo("blue");
        }
    }

    @Test
    void a_proxy_that_wants_another_user_is_a_proxy_error_for_plain_requests_and_tunnels() throws Exception {
        try (var proxy = LoopbackServer.answering(r -> "HTTP/1.1 407 Who are you\r\n"
                        + "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                var client = through(ClientProxy.of(url(proxy, "ann:secret@")))) {
            for (String scheme : new String[] {"http", "https"}) {
                assertThatThrownBy(() -> client.get(scheme + "://example.invalid/"))
                        .isInstanceOf(ProxyException.class)
                        .hasMessageContaining("407")
                        .hasMessageContaining("GET " + scheme + "://example.invalid/")
                        .hasMessageNotContaining("secret");
            }
            assertThat(proxy.received)
                    .extracting(LoopbackServer.Received::method)
                    .startsWith("GET", "CONNECT");
            assertThat(proxy.received.get(1).path()).isEqualTo("example.invalid:443");
            assertThat(proxy.received.get(1).header("Proxy-Authorization"))
                    .isEqualTo(engine == Engine.JDK ? "" : "Basic YW5uOnNlY3JldA=="); // by a property of the JVM
        }
    }

    @Test
    void https_goes_through_a_tunnel(@TempDir Path folder) throws Exception {
        var ours = Certificates.of("ours");
        try (var server = LoopbackServer.startTls(ours.server(), socket -> {}, peer -> {
                    peer.receive();
                    peer.send(LoopbackServer.ok("secret"));
                });
                var proxy = LoopbackServer.start(peer -> {
                    String[] target = peer.receive().path().split(":");
                    try (var there = new Socket(target[0], Integer.parseInt(target[1]))) {
                        peer.send("HTTP/1.1 200 Connected\r\n\r\n");
                        Thread.ofVirtual().start(() -> copy(there, peer.socket()));
                        peer.socket().getInputStream().transferTo(there.getOutputStream());
                    }
                });
                var client = engine.builder()
                        .proxy(ClientProxy.of(proxy.url()).withHeader("X-Team", "blue"))
                        .tls(ClientTls.defaults().trusting(ours.pem(folder)))
                        .build()) {
            assertThat(client.get(server.url()).text()).isEqualTo("secret");
            assertThat(proxy.received.getFirst().header("X-Team")).isEqualTo(engine == Engine.JDK ? "" : "blue");
            assertThat(server.received.getFirst().header("X-Team")).isEmpty();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them closed; that is the end of the tunnel
        }
    }

    @Test
    void a_proxy_that_does_not_reach_the_server_is_a_proxy_error() throws Exception {
        try (var proxy = LoopbackServer.answering(r -> "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n");
                var client = through(ClientProxy.of(proxy.url()))) {
            assertThatThrownBy(() -> client.get("https://example.invalid/"))
                    .isInstanceOf(ProxyException.class)
                    .hasMessageContaining("502");
        }
    }

    @Test
    void a_server_that_is_no_proxy_may_answer_407() throws Exception {
        try (var server = LoopbackServer.answering(r -> "HTTP/1.1 407 Odd\r\nContent-Length: 0\r\n\r\n");
                var client = engine.client(server.url())) {
            assertThat(client.get("/").statusCode()).isEqualTo(407);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://proxy:3128", "proxy:3128", "http://"})
    void a_proxy_is_named_by_a_url_that_says_how_to_speak_to_it(String url) {
        assertThatThrownBy(() -> ClientProxy.of(url)).isInstanceOf(InvalidUrlException.class);
    }

    @Test
    void the_text_of_a_proxy_keeps_its_secrets() {
        var proxy = ClientProxy.of("http://ann:secret@proxy:3128").withHeader("X-Token", "secret");
        assertThat(proxy).hasToString("http://proxy:3128/");
        assertThat(proxy.port()).isEqualTo(3128);
        assertThat(ClientProxy.of("socks5h://proxy").port()).isEqualTo(1080);
        assertThat(ClientProxy.of("http://[::1]:81").host()).isEqualTo("::1");
    }
}
