package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** H53. */
class RaiseForStatusTest {
    private static ClientResponse answer(TransportResponse response) {
        return Client.builder()
                .transport(MockTransport.of(r -> response))
                .build()
                .get("http://example.com/x?token=1");
    }

    @Test
    @Tag("H53")
    void with_2xx_it_returns_the_response() {
        ClientResponse response = answer(TransportResponse.of(204));
        assertThat(response.raiseForStatus()).isSameAs(response);
        assertThat(response.isSuccess()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "101, informational response 101 Switching Protocols",
        "304, redirect 304 Not Modified",
        "404, client error 404 Not Found",
        "500, server error 500 Internal Server Error"
    })
    @Tag("H53")
    void with_any_other_status_it_raises_and_names_the_url(int status, String text) {
        assertThatThrownBy(() -> answer(TransportResponse.of(status)).raiseForStatus())
                .hasMessage("GET http://example.com/x: " + text)
                .isInstanceOfSatisfying(HttpStatusException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(status);
                    assertThat(e.response().statusCode()).isEqualTo(status);
                    assertThat(e.request().method()).isEqualTo("GET");
                });
    }

    @Test
    @Tag("H53")
    void with_a_redirect_it_names_the_target() {
        var redirect = TransportResponse.of(302).withHeader("Location", "http://other.example/y?secret=1");
        assertThatThrownBy(() -> answer(redirect).raiseForStatus())
                .hasMessage("GET http://example.com/x: redirect 302 Found, to http://other.example/y");
    }

    @Test
    @Tag("H53")
    void the_kinds_of_status_can_be_asked_for() {
        assertThat(answer(TransportResponse.of(101)).isInformational()).isTrue();
        assertThat(answer(TransportResponse.of(302)).isRedirect()).isTrue();
        assertThat(answer(TransportResponse.of(404)).isClientError()).isTrue();
        assertThat(answer(TransportResponse.of(503)).isServerError()).isTrue();
        assertThat(answer(TransportResponse.of(503)).isError()).isTrue();
        assertThat(answer(TransportResponse.of(302)).isError()).isFalse();
    }

    @Test
    void detail_of_the_server_begins_no_line_of_its_own() {
        var mock = MockTransport.of(r -> TransportResponse.json(400, Map.of("detail", "one\r\nINFO two\u001b[2J")));
        try (var client = Client.builder().transport(mock).build()) {
            assertThatThrownBy(() -> client.get("http://a.test/").raiseForStatus())
                    .hasMessageEndingWith(": one INFO two [2J")
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.detail().orElseThrow().message()).contains("\r\nINFO"));
        }
    }
}
