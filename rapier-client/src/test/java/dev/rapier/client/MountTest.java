package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountTest {
    /** Answers with its name, and says so when it is closed. */
    private record Named(String name, List<String> closed) implements Transport {
        @Override
        public TransportResponse handle(ClientRequest request) {
            return TransportResponse.text(200, name);
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }

    private final List<String> closed = new ArrayList<>();

    private Named named(String name) {
        return new Named(name, closed);
    }

    @ParameterizedTest
    @CsvSource({
        "all://,                      http://example.org/,          true",
        "all://,                      https://example.org/,         true",
        "all://*,                     https://example.org/,         true",
        "http://,                     http://example.org:81/,       true",
        "http://,                     https://example.org/,         false",
        "all://example.org,           https://EXAMPLE.org:444/x,    true",
        "all://example.org,           https://www.example.org/,     false",
        "all://EXAMPLE.org,           https://example.org/,         true",
        "all://*.example.org,         https://www.example.org/,     true",
        "all://*.example.org,         https://example.org/,         false",
        "all://*example.org,          https://example.org/,         true",
        "all://*example.org,          https://a.b.example.org/,     true",
        "all://*example.org,          https://myexample.org/,       false",
        "http://example.org:1234,     http://example.org:1234/,     true",
        "http://example.org:1234,     http://example.org/,          false",
        "https://example.org:443,     https://example.org/,         true",
        "all://[::1]:8000,            http://[::1]:8000/,           true",
    })
    @Tag("H59")
    void patternSaysWhichUrlsATransportIsFor(String pattern, String url, boolean matches) {
        assertThat(UrlPattern.of(pattern).matches(URI.create(url))).isEqualTo(matches);
    }

    @Test
    @Tag("H59")
    void mostSpecificPatternWins() {
        try (var client = Client.builder()
                .transport(named("otherwise"))
                .mount("https://", named("https"))
                .mount("all://*example.org", named("host"))
                .mount("all://api.example.org", named("longer host"))
                .mount("https://api.example.org", named("host with scheme"))
                .mount("http://example.org:8080", named("port"))
                .build()) {
            assertThat(client.get("http://other.test/").text()).isEqualTo("otherwise");
            assertThat(client.get("https://other.test/").text()).isEqualTo("https");
            assertThat(client.get("https://www.example.org/").text()).isEqualTo("host");
            assertThat(client.get("http://api.example.org/").text()).isEqualTo("longer host");
            assertThat(client.get("https://api.example.org/").text()).isEqualTo("host with scheme");
            assertThat(client.get("http://example.org:8080/").text()).isEqualTo("port");
        }
    }

    @Test
    void redirectGoesToTheTransportOfItsTarget() {
        try (var client = Client.builder()
                .followRedirects(true)
                .transport(
                        MockTransport.of(request -> TransportResponse.of(302).withHeader("Location", "http://b.test/")))
                .mount("all://b.test", named("b"))
                .build()) {
            assertThat(client.get("http://a.test/").text()).isEqualTo("b");
        }
    }

    @Test
    @Tag("H59")
    void allTransportsAreClosedWithTheClientAndEachOnce() {
        var both = named("both");
        var client = Client.builder()
                .transport(named("otherwise"))
                .mount("http://", both)
                .mount("all://a.test", both)
                .mount("all://b.test", new Transport() {
                    @Override
                    public TransportResponse handle(ClientRequest request) {
                        return TransportResponse.of(200);
                    }

                    @Override
                    public void close() {
                        closed.add("failing");
                        throw new IllegalStateException("can't");
                    }
                })
                .build();
        assertThatThrownBy(client::close).hasMessage("can't");
        client.close();
        assertThat(closed).containsExactlyInAnyOrder("otherwise", "both", "failing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "all:",
                "ftp://",
                "http://example.org/path",
                "all://a b",
                "all://a:port",
                "all://a*b",
                "all://*.*.b"
            })
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> Client.builder().mount(pattern, named("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all://");
    }
}
