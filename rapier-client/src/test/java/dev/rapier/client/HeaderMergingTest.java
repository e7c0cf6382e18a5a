package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H42. */
@ParameterizedClass
@EnumSource(Engine.class)
class HeaderMergingTest {
    @Parameter
    Engine engine;

    private List<String> lines(ClientRequest request) {
        var lines = new ArrayList<String>();
        request.headers().forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    private ClientCall get(ClientBuilder builder) {
        return builder.build().request("GET", "http://example.com:81/");
    }

    @Test
    @Tag("H42")
    void the_default_headers_are_those_of_httpx() {
        assertThat(lines(get(engine.builder()).build()))
                .containsExactly(
                        "Host: example.com:81",
                        "Accept: */*",
                        "Accept-Encoding: gzip, deflate, br, zstd",
                        "Connection: keep-alive",
                        "User-Agent: rapier/0.1");
    }

    @Test
    @Tag("H42")
    void a_header_of_the_request_wins_over_that_of_the_client_whatever_its_case_and_may_be_repeated() {
        var builder = engine.builder().header("X-One", "client").header("X-Two", "client");
        var request = get(builder).header("x-one", "a").header("x-one", "b").build();
        assertThat(request.headers().all("X-ONE")).containsExactly("a", "b");
        assertThat(request.headers().all("X-Two")).containsExactly("client");
    }

    @Test
    @Tag("H42")
    void a_default_header_can_be_replaced_and_left_out() {
        var builder = engine.builder().header("user-agent", "mine").withoutHeader("Accept");
        var request = get(builder).withoutHeader("accept-encoding").build();
        assertThat(lines(request))
                .containsExactly("Host: example.com:81", "Connection: keep-alive", "user-agent: mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\u0000b", "a\rb"})
    @Tag("H42")
    void a_line_break_or_nul_in_a_header_is_a_local_protocol_error_that_names_the_request(String value) {
        assertThatThrownBy(() -> get(engine.builder()).header("X-Bad", value).send())
                .isInstanceOfSatisfying(LocalProtocolException.class, e -> {
                    assertThat(e).hasMessageContaining("X-Bad").hasMessageContaining("GET http://example.com:81/");
                    assertThat(e.request().url()).hasHost("example.com");
                });
    }

    @Test
    @Tag("H42")
    void a_header_name_with_a_blank_is_a_local_protocol_error() {
        assertThatThrownBy(() -> get(engine.builder()).header("X Bad", "y").send())
                .isInstanceOf(LocalProtocolException.class);
    }

    @Test
    @Tag("H42")
    void what_is_sent_on_the_wire_is_exactly_what_was_asked_for() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = engine.client(server.url())) {
            client.request("GET", "/")
                    .withoutHeader("Accept-Encoding")
                    .withoutHeader("User-Agent")
                    .send();
            var lines = server.received.getFirst().headerLines();
            String host = "Host: " + server.url().substring("http://".length());
            if (engine == Engine.JDK) { // it writes what belongs to the connection, and always a User-Agent
                assertThat(lines)
                        .hasSize(4)
                        .contains("Accept: */*", "Content-Length: 0", host)
                        .anyMatch(l -> l.startsWith("User-Agent: Java"));
            } else {
                assertThat(lines).containsExactly(host, "Accept: */*", "Connection: keep-alive");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Host, other", "Connection, close"})
    void fields_of_the_connection_are_sent_by_okhttp_and_refused_by_the_jdk(String name, String value)
            throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = engine.client(server.url())) {
            var call = client.request("GET", "/").header(name, value);
            if (engine == Engine.JDK) {
                assertThatThrownBy(call::send)
                        .isInstanceOf(LocalProtocolException.class)
                        .hasMessageContaining("allowRestrictedHeaders=" + name.toLowerCase(java.util.Locale.ROOT));
            } else {
                call.send();
                assertThat(server.received.getFirst().header(name)).isEqualTo(value);
            }
        }
    }
}
