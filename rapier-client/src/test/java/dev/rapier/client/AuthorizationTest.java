package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Basic and bearer; {@link AuthFlowTest} and {@link DigestAuthTest} have the rest. */
class AuthorizationTest {
    private static final String ANN = "Basic YW5uOnPDqWNyZXQ=";
    private static final String URL = "http://example.com/";

    private static String sent(ClientCall call) {
        return call.build().headers().first("Authorization").orElse("none");
    }

    @Test
    @Tag("H51")
    void user_and_password_are_sent_as_basic_in_utf_8() {
        try (var client = Client.builder().basicAuth("ann", "sécret").build()) {
            assertThat(sent(client.request("GET", URL))).isEqualTo(ANN);
        }
    }

    @Test
    @Tag("H51")
    void the_user_info_of_a_url_is_sent_as_basic_and_is_not_in_the_url_that_is_called() {
        var call = Client.of().request("GET", "http://ann:s%C3%A9cret@example.com/x");
        assertThat(sent(call)).isEqualTo(ANN);
        assertThat(call.build().url()).hasToString("http://example.com/x");
    }

    @Test
    @Tag("H51")
    void a_call_can_say_something_else_or_nothing() {
        try (var client = Client.builder().bearer("token").build()) {
            assertThat(sent(client.request("GET", URL))).isEqualTo("Bearer token");
            assertThat(sent(client.request("GET", URL).bearer("other"))).isEqualTo("Bearer other");
            assertThat(sent(client.request("GET", URL).basicAuth("ann", "sécret")))
                    .isEqualTo(ANN);
            assertThat(sent(client.request("GET", URL).withoutAuth())).isEqualTo("none");
            assertThat(sent(client.request("GET", URL).header("authorization", "Own x")))
                    .isEqualTo("Own x");
        }
    }
}
