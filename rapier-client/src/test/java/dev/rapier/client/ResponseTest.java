package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a response tells of itself. */
@Timeout(30)
class ResponseTest {
    record User(int id) {}

    private static ClientResponse get(TransportResponse answer) {
        return Client.builder()
                .transport(MockTransport.of(request -> answer))
                .build()
                .get("http://a.test/users?page=2");
    }

    @Test
    void headIsAsItWasSent() throws Exception {
        try (var server = LoopbackServer.answering(
                        request -> "HTTP/1.1 299 Rather Fine\r\nContent-Length: 2\r\nX-A: 1\r\nx-a: 2\r\n\r\nok");
                var client = Client.of(server.url())) {
            var response = client.get("/x");
            assertThat(response.statusCode()).isEqualTo(299);
            assertThat(response.reasonPhrase()).isEqualTo("Rather Fine");
            assertThat(response.httpVersion()).isEqualTo("HTTP/1.1");
            assertThat(response.headers().all("X-A")).containsExactly("1", "2");
            assertThat(response.url()).hasToString(server.url() + "/x");
            assertThat(response.request().method()).isEqualTo("GET");
            assertThat(response.bytesDownloaded()).isEqualTo(2);
            assertThat(response.elapsed()).isPositive();
            assertThat(response.history()).isEmpty();
            assertThat(response.nextRequest()).isEmpty();
            assertThat(response).hasToString("GET " + server.url() + "/x -> 299");
        }
    }

    @Test
    void linksAreKnownByTheirRelation() {
        var links = get(TransportResponse.of(200)
                        .withHeader(
                                "Link",
                                "</users?page=3>; rel=\"next\"; title=\"a, \\\"b\\\"\", <http://b.test/>;rel=last; x")
                        .withHeader("Link", "<more>, <http://b.test:port/>; rel=wrong, nonsense"))
                .links();
        assertThat(links.keySet()).containsExactly("next", "last", "http://a.test/more");
        assertThat(links.get("next"))
                .isEqualTo(
                        new Link(URI.create("http://a.test/users?page=3"), Map.of("rel", "next", "title", "a, \"b\"")));
        assertThat(links.get("last").url()).hasToString("http://b.test/");
        assertThat(get(TransportResponse.of(200)).links()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "301, true",
        "302, true",
        "303, true",
        "307, true",
        "308, true",
        "300, false",
        "304, false",
        "200, false"
    })
    @Tag("H48")
    void redirectLocationIsThatOfTheStatusThatHasOne(int status, boolean has) {
        assertThat(get(TransportResponse.of(status).withHeader("Location", "/x"))
                        .hasRedirectLocation())
                .isEqualTo(has);
        assertThat(get(TransportResponse.of(status)).hasRedirectLocation()).isFalse();
    }

    @Test
    @Tag("H54")
    void charsetOfTheClientIsForResponsesThatNameNone() {
        byte[] latin = "ü".getBytes(StandardCharsets.ISO_8859_1);
        var client = Client.builder().charset(StandardCharsets.ISO_8859_1);
        var silent = client.transport(MockTransport.of(r -> TransportResponse.bytes(200, "text/plain", latin)))
                .build()
                .get("http://a.test/");
        assertThat(silent.text()).isEqualTo("ü");
        assertThat(silent.declaredCharset()).isEmpty();
        var speaking = client.transport(MockTransport.of(r -> TransportResponse.text(200, "ü")))
                .build()
                .get("http://a.test/");
        assertThat(speaking.text()).isEqualTo("ü");
        assertThat(speaking.declaredCharset()).contains(StandardCharsets.UTF_8);
    }

    @Test
    void jsonMayBeOfATypeWithParameters() {
        var response = get(TransportResponse.json(200, Map.of("staff", List.of(new User(1), new User(2)))));
        Map<String, List<User>> staff = response.json(new JsonType<Map<String, List<User>>>() {});
        assertThat(staff.get("staff").getLast()).isEqualTo(new User(2));
    }

    @Test
    @SuppressWarnings("rawtypes") // the mistake that is meant
    void typeThatIsLeftOutIsToldAtOnce() {
        assertThatThrownBy(() -> new JsonType() {})
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("new JsonType<List<User>>() {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "99999999999999999999", ""})
    void lengthThatIsNoNumberIsNotBelieved(String length) {
        var answer = new TransportResponse(
                200,
                "OK",
                "HTTP/1.1",
                dev.rapier.http.HeaderList.of("Content-Length", length),
                new java.io.ByteArrayInputStream(new byte[] {'x'}));
        assertThat(get(answer).text()).isEqualTo("x");
    }

    @Test
    void headTellsTheLengthOfWhatWouldBeTooLarge() {
        try (var client = Client.builder()
                .limits(ClientLimits.defaults().withMaxResponseBytes(10))
                .transport(MockTransport.of(request -> new TransportResponse(
                        200,
                        "OK",
                        "HTTP/1.1",
                        dev.rapier.http.HeaderList.of("Content-Length", "5000"),
                        java.io.InputStream.nullInputStream())))
                .build()) {
            assertThat(client.head("http://a.test/").header("Content-Length")).contains("5000");
            assertThatThrownBy(() -> client.get("http://a.test/")).isInstanceOf(ResponseTooLargeException.class);
        }
    }
}
