package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H42. */
class HeaderMergingTest {
    private static List<String> lines(ClientRequest request) {
        var lines = new ArrayList<String>();
        request.headers().forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    private static ClientCall get(ClientBuilder builder) {
        return builder.build().request("GET", "http://example.com:81/");
    }

    @Test
    @Tag("H42")
    void the_default_headers_are_those_of_httpx() {
        assertThat(lines(get(Client.builder()).build()))
                .containsExactly(
                        "Host: example.com:81",
                        "Accept: */*",
                        "Accept-Encoding: gzip, deflate",
                        "Connection: keep-alive",
                        "User-Agent: rapier/0.1");
    }

    @Test
    @Tag("H42")
    void a_header_of_the_request_wins_over_that_of_the_client_whatever_its_case_and_may_be_repeated() {
        var builder = Client.builder().header("X-One", "client").header("X-Two", "client");
        var request = get(builder).header("x-one", "a").header("x-one", "b").build();
        assertThat(request.headers().all("X-ONE")).containsExactly("a", "b");
        assertThat(request.headers().all("X-Two")).containsExactly("client");
    }

    @Test
    @Tag("H42")
    void a_default_header_can_be_replaced_and_left_out() {
        var builder = Client.builder().header("user-agent", "mine").withoutHeader("Accept");
        var request = get(builder).withoutHeader("accept-encoding").build();
        assertThat(lines(request))
                .containsExactly("Host: example.com:81", "Connection: keep-alive", "user-agent: mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\u0000b", "a\rb"})
    @Tag("H42")
    void a_line_break_or_nul_in_a_header_is_a_local_protocol_error_that_names_the_request(String value) {
        assertThatThrownBy(() -> get(Client.builder()).header("X-Bad", value).send())
                .isInstanceOfSatisfying(LocalProtocolException.class, e -> {
                    assertThat(e).hasMessageContaining("X-Bad").hasMessageContaining("GET http://example.com:81/");
                    assertThat(e.request().url()).hasHost("example.com");
                });
    }

    @Test
    @Tag("H42")
    void a_header_name_with_a_blank_is_a_local_protocol_error() {
        assertThatThrownBy(() -> get(Client.builder()).header("X Bad", "y").send())
                .isInstanceOf(LocalProtocolException.class);
    }

    @Test
    @Tag("H42")
    void what_is_sent_on_the_wire_is_exactly_what_was_asked_for() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = Client.of(server.url())) {
            client.request("GET", "/")
                    .withoutHeader("Accept-Encoding")
                    .withoutHeader("User-Agent")
                    .header("Host", "other")
                    .send();
            assertThat(server.received.getFirst().headerLines())
                    .containsExactly("Accept: */*", "Connection: keep-alive", "Host: other");
        }
    }
}
