package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What HTTP/1 forbids is refused, the connection ends, and no handler sees it (RFC 9112). */
class MalformedRequestTest {
    private static final TestApplication APP = new TestApplication().on("/", e -> TestApplication.text(e, 200, "ok"));
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(DispatchMode.LOOP_FIRST, APP);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Arguments bad(String what, String request) {
        return Arguments.of(what, request, 400);
    }

    private static String get(String fields) {
        return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    }

    private static String chunked(String chunks) {
        return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                bad("garbage", "\u0001\u0002\u0003garbage\r\n\r\n"),
                bad("a TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"),
                bad("no version", "GET /\r\n\r\n"),
                bad("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("two blanks before the target", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("two blanks after the target", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a tab for a blank", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a bare CR for a blank", "GET\r/ HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a blank before the method", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a blank at the end of the line", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
                bad("a method that is no token", "G@T / HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a fragment in the target", "GET /#x HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a control character in the target", "GET /\u0001 HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a NUL in the target", "GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a byte above ASCII in the target", "GET /\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a target that is no path", "GET foo HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("an asterisk for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("an absolute target with a user", "GET http://u@h/ HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("an absolute target of another scheme", "GET ftp://h/ HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("lower case in the version", "GET / http/1.1\r\nHost: a\r\n\r\n"),
                bad("bare line feeds", "GET / HTTP/1.1\nHost: a\n\n"),
                bad("a bare line feed after a field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"),
                bad("a bare line feed at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n"),
                bad("a bare CR in a value", get("X: a\rb\r\n")),
                bad("a NUL in a value", get("X: a\u0000b\r\n")),
                bad("a control character in a value", get("X: a\u0001b\r\n")),
                bad("a DEL in a value", get("X: a\u007fb\r\n")),
                bad("a NUL in a name", get("X\u0000: a\r\n")),
                bad("a blank before the colon", get("X : a\r\n")),
                bad("a blank in a name", get("X Y: a\r\n")),
                bad("an empty name", get(": a\r\n")),
                bad("no colon", get("XY\r\n")),
                bad("a first field that begins with a blank", "GET / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n"),
                bad("no Host", "GET / HTTP/1.1\r\n\r\n"),
                bad("two Hosts", get("Host: a\r\n")),
                bad("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                bad("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                bad("a Host with a query", "GET / HTTP/1.1\r\nHost: a?b\r\n\r\n"),
                bad("a Host with a fragment", "GET / HTTP/1.1\r\nHost: a#b\r\n\r\n"),
                bad("a Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"),
                bad("a list of Hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
                bad("a Host with a bad port", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n"),
                bad(
                        "Content-Length and Transfer-Encoding",
                        get("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n"),
                bad("two different Content-Lengths", get("Content-Length: 4\r\nContent-Length: 5\r\n") + "abcde"),
                bad("two equal Content-Lengths", get("Content-Length: 4\r\nContent-Length: 4\r\n") + "abcd"),
                bad("a list of Content-Lengths", get("Content-Length: 4, 4\r\n") + "abcd"),
                bad("a signed Content-Length", get("Content-Length: +4\r\n") + "abcd"),
                bad("a negative Content-Length", get("Content-Length: -4\r\n") + "abcd"),
                bad("a hexadecimal Content-Length", get("Content-Length: 0x4\r\n") + "abcd"),
                bad("a Content-Length with a letter", get("Content-Length: 4a\r\n") + "abcd"),
                bad("an empty Content-Length", get("Content-Length:\r\n")),
                bad("a Content-Length beyond all bounds", get("Content-Length: 99999999999999999999\r\n")),
                bad("chunked twice", get("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n"),
                bad(
                        "Transfer-Encoding in HTTP/1.0",
                        "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                bad("a chunk size with a sign", chunked("+3\r\nabc\r\n0\r\n\r\n")),
                bad("a negative chunk size", chunked("-3\r\nabc\r\n0\r\n\r\n")),
                bad("a chunk size with 0x", chunked("0x3\r\nabc\r\n0\r\n\r\n")),
                bad("a chunk size with an underscore", chunked("0_3\r\nabc\r\n0\r\n\r\n")),
                bad("an empty chunk size", chunked("\r\nabc\r\n0\r\n\r\n")),
                bad("a blank before the chunk size", chunked(" 3\r\nabc\r\n0\r\n\r\n")),
                bad("a blank after the chunk size", chunked("3 \r\nabc\r\n0\r\n\r\n")),
                bad("a chunk size beyond all bounds", chunked("fffffffffffffffff\r\nabc\r\n0\r\n\r\n")),
                bad("a bare line feed after a chunk size", chunked("3\nabc\r\n0\r\n\r\n")),
                bad("a bare line feed after a chunk", chunked("3\r\nabc\n0\r\n\r\n")),
                bad("a chunk longer than its size", chunked("3\r\nabcd\r\n0\r\n\r\n")),
                bad("a bare line feed in a chunk extension", chunked("3;a=b\nabc\r\n0\r\n\r\n")),
                bad("a quoted line feed in a chunk extension", chunked("3;a=\"\n\"\r\nabc\r\n0\r\n\r\n")),
                Arguments.of("a transfer coding but chunked", get("Transfer-Encoding: gzip, chunked\r\n"), 501),
                Arguments.of("an unknown transfer coding", get("Transfer-Encoding: xchunked\r\n"), 501),
                Arguments.of("the identity coding", get("Transfer-Encoding: identity\r\n"), 501),
                Arguments.of("CONNECT", "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", 501),
                Arguments.of("HTTP/2.0 as a version", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void a_malformed_request_is_refused_and_the_connection_ends(String what, String request, int status)
            throws Exception {
        APP.accepted.clear();
        try (var client = server.connect()) {
            // What follows must not be taken for a request: the framing is in doubt.
            client.send(request);
            var answer = client.answer();
            assertThat(answer.status()).as(what).isEqualTo(status);
            assertThat(answer.header("connection")).isEqualTo("close");
            if (status == 400) {
                assertThat(answer.body()).isEqualTo("Invalid HTTP request received.");
                assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
            }
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(APP.accepted).isEmpty();
        }
    }

    static Stream<Arguments> fine() {
        return Stream.of(
                Arguments.of("an empty line before the request", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of("a port", "GET / HTTP/1.1\r\nHost: a:8000\r\n\r\n"),
                Arguments.of("an IPv6 host", "GET / HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n"),
                Arguments.of("an absolute target", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of("an absolute target without a path", "GET http://b HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of("an absolute target with only a query", "GET http://b?x=/y HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of("an empty value", get("X:\r\n")),
                Arguments.of("a value with blanks around", get("X:  a \t\r\n")),
                Arguments.of("a value above ASCII", get("X: \u00e4\r\n")),
                Arguments.of("a chunk extension", chunked("3;a=b\r\nabc\r\n0\r\n\r\n")),
                Arguments.of("a trailer", chunked("3\r\nabc\r\n0\r\nX: y\r\n\r\n")),
                Arguments.of("upper case in a chunk size", chunked("A\r\n0123456789\r\n0\r\n\r\n")),
                Arguments.of("leading zeros in a chunk size", chunked("0003\r\nabc\r\n0\r\n\r\n")),
                Arguments.of("a body of GET", get("Content-Length: 3\r\n") + "abc"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fine")
    void what_is_unusual_but_allowed_is_served(String what, String request) throws Exception {
        try (var client = server.connect()) {
            assertThat(client.send(request).answer().status()).as(what).isEqualTo(200);
            assertThat(client.get("/").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void a_request_of_http_1_0_needs_no_host_and_closes() throws Exception {
        try (var client = server.connect()) {
            var answer = client.send("GET / HTTP/1.0\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void a_request_of_http_1_0_can_ask_to_keep_the_connection() throws Exception {
        try (var client = server.connect()) {
            for (int i = 0; i < 3; i++) {
                var answer = client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                        .answer();
                assertThat(answer.header("connection")).isEqualTo("keep-alive");
            }
        }
    }

    @Test
    void the_client_decides_that_the_connection_ends() throws Exception {
        try (var client = server.connect()) {
            var answer = client.send(get("Connection: close\r\n")).answer();
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }
}
