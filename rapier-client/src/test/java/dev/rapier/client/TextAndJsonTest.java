package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H54, and JSON. */
class TextAndJsonTest {
    record User(int id, String userName) {}

    private static ClientResponse answer(String type, byte[] body) {
        return Client.builder()
                .transport(MockTransport.of(r -> TransportResponse.bytes(200, type, body)))
                .build()
                .get("http://example.com/x");
    }

    @Test
    @Tag("H54")
    void text_is_in_the_charset_of_the_header() {
        byte[] latin = "ü".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(answer("text/plain; charset=iso-8859-1", latin).text()).isEqualTo("ü");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain; charset=nonsense", "text/plain; charset=\"\"", "garbage", ""})
    @Tag("H54")
    void text_is_utf_8_where_the_header_says_nothing_that_is_known(String type) {
        assertThat(answer(type, "ü".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("ü");
    }

    @Test
    @Tag("H54")
    void a_charset_set_before_wins_and_one_set_after_is_an_error() {
        var response = answer("text/plain; charset=utf-8", new byte[] {(byte) 0xfc});
        assertThat(response.charset(StandardCharsets.ISO_8859_1).text()).isEqualTo("ü");
        assertThatThrownBy(() -> response.charset(StandardCharsets.UTF_8)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void json_becomes_records_lists_and_maps() {
        byte[] json = "[{\"id\":1,\"userName\":\"ann\",\"more\":true}]".getBytes(StandardCharsets.UTF_8);
        var response = answer("application/json", json);
        assertThat(response.jsonList(User.class)).containsExactly(new User(1, "ann"));
        assertThat(response.json(User[].class)).containsExactly(new User(1, "ann"));
        assertThat((Object) response.json(List.class))
                .isEqualTo(List.of(Map.of("id", 1, "userName", "ann", "more", true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"id\":\"x\"}", "{\"id\":1} x", "<html>"})
    void what_is_not_the_json_that_was_asked_for_is_a_decoding_error(String body) {
        var response = answer("application/json", body.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> response.json(User.class))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("GET http://example.com/x")
                .hasMessageContaining("User");
    }

    @Test
    void a_mock_may_answer_with_json() {
        try (var client = Client.builder()
                .transport(MockTransport.of(r -> TransportResponse.json(200, Map.of("id", 7, "userName", "bob"))))
                .build()) {
            assertThat(client.get("http://example.com/").json(User.class)).isEqualTo(new User(7, "bob"));
        }
    }
}
