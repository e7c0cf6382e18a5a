package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private final AtomicInteger made = new AtomicInteger();

    /** A client whose transports say which proxy they go through. */
    private ClientBuilder builder(Map<String, String> environment) {
        return Client.builder().environment(environment::get).engine(settings -> {
            made.incrementAndGet();
            return request -> TransportResponse.text(
                    200, settings.proxy().map(ClientProxy::toString).orElse("direct"));
        });
    }

    private String proxy(Map<String, String> environment, String url) {
        try (var client = builder(environment).build()) {
            return client.get(url).text();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP_PROXY=http://p:1                       | http://a.test/  | http://p:1/",
                "HTTP_PROXY=http://p:1                       | https://a.test/ | direct",
                "https_proxy=http://p:1                      | https://a.test/ | http://p:1/",
                "HTTP_PROXY=http://p:1 http_proxy=http://q:2 | http://a.test/  | http://q:2/",
                "ALL_PROXY=socks5://p:1                      | https://a.test/ | socks5://p:1/",
                "ALL_PROXY=http://p:1 HTTP_PROXY=http://q:2  | http://a.test/  | http://q:2/",
                "HTTP_PROXY=p:1                              | http://a.test/  | http://p:1/",
                "HTTP_PROXY=http://p:1 REQUEST_METHOD=GET    | http://a.test/  | direct",
                "http_proxy=http://p:1 REQUEST_METHOD=GET    | http://a.test/  | http://p:1/",
            })
    @Tag("H59")
    void environmentNamesAProxyForEachScheme(String variables, String url, String expected) {
        assertThat(proxy(variables(variables), url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org           | http://example.org/      | direct",
                "example.org           | http://www.example.org/  | direct",
                "example.org           | http://myexample.org/    | http://p:1/",
                ".example.org          | http://www.example.org/  | direct",
                ".example.org          | http://example.org/      | http://p:1/",
                "a.test, b.test        | http://b.test/           | direct",
                "localhost             | http://localhost:8000/   | direct",
                "localhost:8000        | http://localhost:8000/   | direct",
                "localhost:8000        | http://localhost:8001/   | http://p:1/",
                "127.0.0.1             | http://127.0.0.1/        | direct",
                "::1                   | http://[::1]:8000/       | direct",
                "http://a.test         | http://a.test/           | direct",
                "*                     | http://a.test/           | direct",
                "a b/c                 | http://a.test/           | http://p:1/",
            })
    @Tag("H59")
    void hostsOfNoProxyAreCalledDirectly(String noProxy, String url, String expected) {
        assertThat(proxy(Map.of("HTTP_PROXY", "http://p:1", "NO_PROXY", noProxy), url))
                .isEqualTo(expected);
        assertThat(proxy(Map.of("HTTP_PROXY", "http://p:1", "no_proxy", noProxy), url))
                .isEqualTo(expected);
    }

    @Test
    @Tag("H59")
    void environmentHasNoSayWhereTheProgramSpeaksOrDoesNotTrustIt() {
        var environment = Map.of("ALL_PROXY", "http://p:1", "NO_PROXY", "b.test");
        assertThat(builder(environment)
                        .trustEnvironment(false)
                        .build()
                        .get("http://a.test/")
                        .text())
                .isEqualTo("direct");
        var explicit =
                builder(environment).proxy(ClientProxy.of("http://own:2")).mountDirect("all://c.test");
        try (var client = explicit.build()) {
            assertThat(client.get("http://a.test/").text()).isEqualTo("http://own:2/");
            assertThat(client.get("http://b.test/").text()).isEqualTo("http://own:2/");
            assertThat(client.get("http://c.test/").text()).isEqualTo("direct");
        }
        try (var client = builder(environment)
                .transport(MockTransport.of(request -> TransportResponse.text(200, "mock")))
                .build()) {
            assertThat(client.get("http://a.test/").text()).isEqualTo("mock");
        }
    }

    @Test
    void mountWinsOverTheEnvironment() {
        try (var client = builder(Map.of("ALL_PROXY", "http://p:1"))
                .mount("all://a.test", request -> TransportResponse.text(200, "mounted"))
                .mountDirect("all://b.test")
                .build()) {
            assertThat(client.get("http://a.test/").text()).isEqualTo("mounted");
            assertThat(client.get("http://b.test/").text()).isEqualTo("direct");
            assertThat(client.get("http://c.test/").text()).isEqualTo("http://p:1/");
        }
    }

    @Test
    void sameProxyForTwoSchemesIsOneTransport() {
        proxy(Map.of("HTTP_PROXY", "http://u:p@p:1", "HTTPS_PROXY", "http://u:p@p:1"), "http://a.test/");
        assertThat(made).as("one direct, one through the proxy").hasValue(2);
    }

    @Test
    void authoritiesOfTheEnvironmentVouchForServers(@TempDir Path folder) throws Exception {
        var ours = Certificates.of("ours");
        Path file = ours.pem(folder);
        Path directory = Files.createDirectory(folder.resolve("certs"));
        Files.copy(file, directory.resolve("5ed36f99.0"));
        Files.writeString(directory.resolve("README"), "no certificate");
        try (var server = LoopbackServer.startTls(ours.server(), socket -> {}, peer -> {
            while (peer.receive() != null) {
                peer.send(LoopbackServer.ok("trusted"));
            }
        })) {
            for (var environment :
                    List.of(Map.of("SSL_CERT_FILE", file.toString()), Map.of("SSL_CERT_DIR", directory.toString()))) {
                try (var client = Client.builder().environment(environment::get).build()) {
                    assertThat(client.get(server.url()).text()).isEqualTo("trusted");
                }
                try (var client = Client.builder()
                        .environment(environment::get)
                        .trustEnvironment(false)
                        .build()) {
                    assertThatThrownBy(() -> client.get(server.url())).isInstanceOf(ConnectFailedException.class);
                }
            }
        }
        var missing = Client.builder().environment(Map.of("SSL_CERT_FILE", "/no/such/file")::get);
        assertThatThrownBy(missing::build).hasMessageContaining("SSL_CERT_FILE").hasMessageContaining("/no/such/file");
    }

    @Test
    void wrongProxyNamesItsVariableAndNotItsPassword() {
        var wrong = builder(Map.of("HTTPS_PROXY", "gopher://ann:secret@p:1"));
        assertThatThrownBy(wrong::build)
                .isInstanceOf(InvalidUrlException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("secret");
    }

    private static Map<String, String> variables(String text) {
        return java.util.Arrays.stream(text.split(" "))
                .map(variable -> variable.split("=", 2))
                .collect(java.util.stream.Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
