package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded from a server is replayed without it. */
@Tag("H60")
class RecordingTest {
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0, 1};

    @TempDir
    Path folder;

    private Path record() {
        Path file = folder.resolve("sub/recording.json");
        Transport server = MockTransport.of(request -> switch (request.url().getPath()) {
            case "/picture" -> TransportResponse.bytes(200, "image/png", PICTURE);
            case "/none" -> TransportResponse.of(404);
            default ->
                TransportResponse.text(
                                200, request.method() + " " + request.url().getPath() + " \u00fc")
                        .withHeader("Set-Cookie", "session=hidden1");
        });
        var recording = RecordingTransport.of(file, server).redactQuery("token").redactHeader("X-Own");
        try (var client = Client.builder()
                .baseUrl("http://a.test")
                .bearer("hidden2")
                .header("X-Own", "hidden3")
                .transport(recording)
                .build()) {
            assertThat(client.get("/a?token=hidden4&x=1").text()).isEqualTo("GET /a \u00fc");
            client.post("/a", Payload.text("one"));
            client.post("/a", Payload.text("two"));
            client.get("/picture");
            client.get("/none");
        }
        return file;
    }

    private static Client client(Transport transport) {
        return Client.builder().baseUrl("http://a.test").transport(transport).build();
    }

    @Test
    void a_recording_answers_as_the_server_did_in_any_order() {
        var replay = ReplayTransport.of(record()).redactQuery("token");
        try (var client = client(replay)) {
            assertThat(client.get("/picture").bytes()).isEqualTo(PICTURE);
            assertThat(client.get("/picture".replace("picture", "none")).statusCode())
                    .isEqualTo(404);
            assertThat(client.post("/a", Payload.text("two")).text()).isEqualTo("POST /a \u00fc");
            assertThat(client.get("/a?token=other&x=1").text()).isEqualTo("GET /a \u00fc");
            assertThatThrownBy(replay::assertAllPlayed)
                    .hasMessageEndingWith("and never asked for: POST http://a.test/a with the body one");
            client.post("/a", Payload.text("one"));
            replay.assertAllPlayed();
        }
    }

    @Test
    void in_order_means_in_the_order_of_the_recording() {
        try (var client = client(ReplayTransport.inOrder(record()).redactQuery("token"))) {
            client.get("/a?token=x&x=1");
            assertThatThrownBy(() -> client.post("/a", Payload.text("two")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("next is POST http://a.test/a with the body one");
        }
    }

    @Test
    void what_was_not_recorded_fails_and_names_what_was() {
        try (var client = client(ReplayTransport.of(record()))) {
            assertThatThrownBy(() -> client.get("/other"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("GET http://a.test/other is not what was recorded in")
                    .hasMessageContaining("GET http://a.test/picture");
        }
    }

    @Test
    void the_file_is_readable_and_has_no_secrets() throws Exception {
        String text = Files.readString(record());
        assertThat(text)
                .doesNotContain("hidden")
                .contains("\"text\" : \"GET /a \u00fc\"")
                .contains("\"url\" : \"http://a.test/a?token=***&x=1\"")
                .contains("***");
    }

    @Test
    void a_recording_that_is_not_there_says_so() {
        assertThatThrownBy(() -> ReplayTransport.of(folder.resolve("none.json")))
                .hasMessageContaining("none.json can't be read");
    }

    @Test
    void a_secret_of_a_query_is_left_out_however_its_name_is_written_and_where_a_redirect_repeats_it()
            throws Exception {
        Path file = folder.resolve("secrets.json");
        Transport server = MockTransport.of(request -> request.url().getPath().equals("/old")
                ? TransportResponse.of(307)
                        .withHeader("Location", "/new?" + request.url().getRawQuery())
                : TransportResponse.text(200, "arrived"));
        var recording = RecordingTransport.of(file, server).redactQuery("login[token]");
        try (var client = following(recording)) {
            client.request("GET", "/old").query("login[token]", "hidden5").send();
        }
        assertThat(Files.readString(file)).contains("/new?").doesNotContain("hidden5");
        try (var client = following(ReplayTransport.of(file).redactQuery("login[token]"))) {
            var response =
                    client.request("GET", "/old").query("login[token]", "x").send();
            assertThat(response.text()).isEqualTo("arrived");
        }
    }

    private static Client following(Transport transport) {
        return Client.builder()
                .baseUrl("http://a.test")
                .followRedirects(true)
                .transport(transport)
                .build();
    }
}
