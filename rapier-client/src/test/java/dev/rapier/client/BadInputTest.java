package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.http.HeaderList;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be sent, or makes no sense, is told before anything is sent, with the request and without secrets. */
@Timeout(30)
class BadInputTest {
    record Measured(double value) {}

    /** A server that must not see anything. */
    private static void refused(Class<? extends Exception> type, String part, java.util.function.Consumer<Client> call)
            throws Exception {
        try (var server = LoopbackServer.answering(request -> LoopbackServer.ok("x"));
                var client = Client.of(server.url())) {
            assertThatThrownBy(() -> call.accept(client))
                    .isInstanceOf(type)
                    .hasMessageContaining(part)
                    .hasMessageNotContaining("secret");
            assertThat(server.peers).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nX: y\r\n\r\nGET", "GE T", "", "G\u0000T", "GÉT"})
    void methodThatIsNoneIsALocalProtocolError(String method) throws Exception {
        refused(
                LocalProtocolException.class,
                "? http://127.0.0.1",
                client -> client.request(method, "/").send());
    }

    @Test
    void methodOfACompleteRequestAndOfAHookIsLookedAtToo() throws Exception {
        refused(LocalProtocolException.class, "the method", client -> {
            var request = client.request("GET", "/").build();
            client.send(new ClientRequest(
                    "GET\r\nX: y", request.url(), request.headers(), Payload.none(), request.timeouts()));
        });
        var mock = MockTransport.of(request -> TransportResponse.of(200));
        try (var client = Client.builder()
                .transport(mock)
                .onRequest(request -> new ClientRequest(
                        request.method(),
                        URI.create("ftp://a.test/"),
                        request.headers(),
                        request.payload(),
                        request.timeouts()))
                .build()) {
            assertThatThrownBy(() -> client.get("http://a.test/")).isInstanceOf(UnsupportedProtocolException.class);
        }
        assertThat(mock.requests()).isEmpty();
    }

    @Test
    void methodMayBeWrittenInSmallLetters() {
        var request = Client.of().request("patch", "http://a.test/").build();
        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.headers().first("Content-Length")).contains("0");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com:port/a?secret,   GET http://example.com:port/a..: the port",
        "http://ann:secret@host:port/,       GET http://..: the port",
        "http://ann:se?cret@ho st/,          GET http://..: ",
        "'http://example.com/\u0007',        GET http://example.com/_: the URL has the character U+0007",
        "http://exa mple.com/,               GET http://exa_mple.com/: the host",
        "'http://example.com/\r\nX: y',      GET http://example.com/__X:_y: the URL has the character U+000D",
    })
    @Tag("H41")
    void malformedUrlIsNamedWithoutWhatMayBeSecret(String url, String expected) throws Exception {
        refused(InvalidUrlException.class, expected, client -> client.get(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\r\nX: y", "secret\n", "secret\u0000", "secret€"})
    @Tag("H42")
    void headerThatCanNotBeSentIsALocalProtocolErrorWhereverItComesFrom(String value) throws Exception {
        refused(
                LocalProtocolException.class,
                "GET http://127.0.0.1",
                client -> client.request("GET", "/").header("X-Bad", value).send());
        refused(
                LocalProtocolException.class,
                "GET http://127.0.0.1",
                client -> client.request("GET", "/").bearer(value).send());
        refused(
                LocalProtocolException.class,
                "POST http://127.0.0.1",
                client -> client.post("/", Payload.bytes(new byte[0], value)));
        try (var client = Client.builder().header("X-Bad", value).build()) {
            assertThatThrownBy(() -> client.get("http://127.0.0.1:9/"))
                    .isInstanceOf(LocalProtocolException.class)
                    .hasMessageContaining("X-Bad")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void valueThatHasNoJsonIsRefusedWithItsType() {
        assertThatThrownBy(() -> Payload.json(new Measured(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Measured")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Payload.json(Map.of("a", Float.POSITIVE_INFINITY)))
                .isInstanceOf(IllegalArgumentException.class);
        var cycle = new java.util.ArrayList<Object>();
        cycle.add(cycle);
        assertThatThrownBy(() -> Payload.json(cycle)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new String(Payload.json(List.of(1.5, 2f, 3)).toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("[1.5,2.0,3]");
    }

    @Test
    @Tag("H47")
    void bodyThatIsGoneIsNotSentEmptyByASecondCall() throws Exception {
        try (var server = LoopbackServer.answering(request -> LoopbackServer.ok(request.text()));
                var client = Client.of(server.url())) {
            var in = new ByteArrayInputStream("once".getBytes(StandardCharsets.UTF_8));
            var payload = Payload.stream("text/plain", in::transferTo);
            assertThat(client.post("/", payload).text()).isEqualTo("once");
            assertThatThrownBy(() -> client.post("/", payload)).isInstanceOf(StreamConsumedException.class);
            assertThat(server.received).hasSize(1);
        }
    }

    @Test
    void bodyThatWasNeverWrittenCanBeSentByAnotherCall() throws Exception {
        var payload = Payload.stream("text/plain", out -> out.write('x'));
        try (var closed = Client.of("http://127.0.0.1:1")) {
            assertThatThrownBy(() -> closed.post("/", payload)).isInstanceOf(ConnectFailedException.class);
        }
        try (var server = LoopbackServer.answering(request -> LoopbackServer.ok(request.text()));
                var client = Client.of(server.url())) {
            assertThat(client.post("/", payload).text()).isEqualTo("x");
        }
    }

    @Test
    void timesAndNumbersThatMakeNoSenseAreRefusedAtOnce() {
        var call = Client.of().request("GET", "http://127.0.0.1:9/");
        assertThatThrownBy(() -> call.timeout(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> call.total(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Client.builder().timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Client.builder().maxRedirects(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Payload.stream("a/b", -1, out -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoClientsOfOneBuilderHaveEachTheirOwnCookies() {
        var builder = Client.builder()
                .transport(MockTransport.of(request -> TransportResponse.of(200).withHeader("Set-Cookie", "a=1")));
        var first = builder.build();
        var second = builder.build();
        first.get("http://a.test/");
        assertThat(first.cookies().all()).hasSize(1);
        assertThat(second.cookies().all()).isEmpty();
    }

    @Test
    void garbledCookiesAndLinksOfAServerAreNoReasonToFail() {
        var headers = HeaderList.of("Set-Cookie", ";;=;")
                .add("Set-Cookie", "a")
                .add("Link", "<<>>; ;")
                .add("Location", "::");
        var mock = MockTransport.of(request ->
                new TransportResponse(200, "OK", "HTTP/1.1", headers, java.io.InputStream.nullInputStream()));
        try (var client = Client.builder().transport(mock).build()) {
            var response = client.get("http://a.test/");
            assertThat(response.cookies().all()).isEmpty();
            assertThat(response.links().values())
                    .allSatisfy(link -> assertThat(link.url()).hasScheme("http"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ann:secret@[::zz]/", "http://ann:secret@[1:2]:80/"})
    void urlWithAnAddressThatIsNoneNamesTheRequest(String url) throws Exception {
        refused(InvalidUrlException.class, "GET http://..: not a URL", client -> client.get(url));
    }

    @Test
    void lengthIsSentOnceAndIsThatOfTheBody() throws Exception {
        refused(
                LocalProtocolException.class,
                "says 0 and 5",
                client -> client.request("GET", "/")
                        .header("Content-Length", "0")
                        .header("Content-Length", "5")
                        .send());
        try (var client = Client.of("http://a.test")) {
            var call = client.request("GET", "/").header("Content-Length", "0").header("Content-Length", "0");
            assertThat(call.build().headers().all("Content-Length")).containsExactly("0");
        }
    }

    @Test
    void patternThatIsNoneIsToldWithoutItsUser() {
        assertThatThrownBy(() -> Client.builder().mount("http://ann:secret@a.test", r -> TransportResponse.of(200)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void headersThatWereReceivedShowTheirNamesOnly() throws Exception {
        try (var server = LoopbackServer.answering(
                        r -> "HTTP/1.1 200 OK\r\nX-Auth-Token: secret\r\nContent-Length: 0\r\n\r\n");
                var client = Client.of(server.url())) {
            assertThat(client.get("/").headers()).hasToString("[X-Auth-Token, Content-Length]");
        }
    }
}
