package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** H56. */
class ReadingOrderTest {
    private final Client client = Client.builder()
            .transport(MockTransport.of(r -> TransportResponse.text(200, "body")))
            .build();

    private ClientResponse stream() {
        return client.stream("GET", "http://example.com/");
    }

    @Test
    @Tag("H56")
    void a_body_can_be_gone_through_only_once() {
        try (var response = stream()) {
            assertThat(response.lines().toList()).containsExactly("body");
            assertThatThrownBy(() -> response.lines().toList()).isInstanceOf(StreamConsumedException.class);
            assertThatThrownBy(response::read).isInstanceOf(StreamConsumedException.class);
        }
    }

    @Test
    @Tag("H56")
    void a_body_that_was_read_can_be_gone_through_again_and_again() {
        try (var response = stream()) {
            response.read();
            assertThat(response.lines().toList()).containsExactly("body");
            assertThat(response.lines().toList()).containsExactly("body");
            assertThat(response.read().text()).isEqualTo("body");
        }
    }

    @Test
    @Tag("H56")
    void a_closed_response_can_not_be_read() {
        var response = stream();
        response.close();
        response.close();
        assertThatThrownBy(response::read).isInstanceOf(StreamClosedException.class);
        assertThatThrownBy(response::body).isInstanceOf(StreamClosedException.class);
    }

    @Test
    @Tag("H56")
    void the_whole_body_is_there_only_after_read() {
        try (var response = stream()) {
            assertThatThrownBy(response::text)
                    .isInstanceOfSatisfying(
                            ResponseNotReadException.class,
                            e -> assertThat(e.request().method()).isEqualTo("GET"));
            assertThat(response.read().text()).isEqualTo("body");
        }
    }

    @Test
    @Tag("H56")
    void the_elapsed_time_is_known_only_at_the_end() {
        var response = stream();
        assertThatThrownBy(response::elapsed).isInstanceOf(IllegalStateException.class);
        response.close();
        assertThat(response.elapsed()).isPositive();
    }

    @Test
    @Tag("H56")
    void a_body_that_was_closed_in_the_middle_does_not_look_like_a_short_one() throws Exception {
        var response = stream();
        var body = response.body();
        assertThat(body.read()).isEqualTo('b');
        response.close();
        assertThatThrownBy(body::read)
                .isInstanceOf(StreamClosedException.class)
                .hasMessage("GET http://example.com/: the response was closed before its body was read to the end");
    }

    @Test
    @Tag("H56")
    void a_body_that_was_read_to_its_end_stays_at_its_end() throws Exception {
        try (var response = stream()) {
            var body = response.body();
            assertThat(body.readAllBytes()).hasSize(4);
            assertThat(body.read()).isEqualTo(-1);
            response.close();
            assertThat(body.read()).isEqualTo(-1);
        }
    }
}
