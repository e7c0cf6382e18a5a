package dev.rapier.client.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.client.Client;
import dev.rapier.client.ClientResponse;
import dev.rapier.client.DecodingException;
import dev.rapier.client.ErrorDetail;
import dev.rapier.client.HttpStatusException;
import dev.rapier.client.MockTransport;
import dev.rapier.client.ReceivedEvent;
import dev.rapier.client.TransportResponse;
import dev.rapier.http.Get;
import dev.rapier.http.Post;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a declared method makes of the answer. */
class DeclaredAnswerTest {
    record Part(int id, String name) {}

    interface Parts {
        @Get("/one")
        Part one();

        @Get("/one")
        Optional<Part> maybe();

        @Get("/all")
        List<Part> all();

        @Get("/all")
        Map<String, List<Part>> byKind();

        @Get("/count")
        int count();

        @Get("/text")
        String text();

        @Get("/bytes")
        byte[] bytes();

        @Post("/do")
        void run();

        @Get("/any")
        ClientResponse response();

        @Get("/stream")
        AsyncGenerator<Part> stream();

        @Get("/events")
        AsyncGenerator<ReceivedEvent> events();

        default String nameOf(String prefix) {
            return prefix + one().name();
        }
    }

    private static Parts answering(TransportResponse response) {
        return Client.builder()
                .baseUrl("http://shop.test")
                .transport(MockTransport.of(request -> response))
                .build()
                .declare(Parts.class);
    }

    private static Parts json(String text) {
        return answering(TransportResponse.bytes(200, "application/json", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Parts error(int status, String text) {
        return answering(TransportResponse.bytes(status, "application/json", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void jsonBecomesTheTypeOfTheResult() {
        assertThat(json("{\"id\":1,\"name\":\"blade\"}").one()).isEqualTo(new Part(1, "blade"));
        assertThat(json("[{\"id\":1,\"name\":\"blade\"}]").all()).containsExactly(new Part(1, "blade"));
        assertThat(json("{\"a\":[{\"id\":1,\"name\":\"b\"}]}").byKind()).containsEntry("a", List.of(new Part(1, "b")));
        assertThat(json("42").count()).isEqualTo(42);
    }

    @Test
    void aStringIsTheJsonStringOrTheText() {
        assertThat(json("\"a\\nb\"").text()).isEqualTo("a\nb");
        assertThat(answering(TransportResponse.text(200, "plain")).text()).isEqualTo("plain");
        assertThat(json("\"x\"").bytes()).isEqualTo(new byte[] {'"', 'x', '"'});
    }

    @Test
    void anOptionalIsEmptyWith404With204AndWithNull() {
        assertThat(json("{\"id\":1,\"name\":\"b\"}").maybe()).contains(new Part(1, "b"));
        assertThat(json("null").maybe()).isEmpty();
        assertThat(answering(TransportResponse.of(204)).maybe()).isEmpty();
        assertThat(error(404, "{\"detail\":\"No part\"}").maybe()).isEmpty();
        assertThatThrownBy(() -> error(500, "{}").maybe()).isInstanceOf(HttpStatusException.class);
    }

    @Test
    void aResponseIsGivenWhateverItsStatus() {
        assertThat(error(500, "{}").response().statusCode()).isEqualTo(500);
    }

    @Test
    void anErrorCarriesTheDetailOfTheBody() {
        assertThatThrownBy(() -> error(404, "{\"detail\":\"No part 7\"}").one())
                .hasMessage("GET http://shop.test/one: client error 404 Not Found: No part 7")
                .isInstanceOfSatisfying(
                        HttpStatusException.class,
                        e -> assertThat(e.detail()).contains(new ErrorDetail("No part 7", List.of())));
    }

    @Test
    void theListOf422IsItemsWithTheirPlaces() {
        String body = """
                {"detail":[{"type":"missing","loc":["body","items",0,"price"],"msg":"Field required","input":{}},
                {"type":"int_parsing","loc":["query","skip"],"msg":"Not an integer","input":"x"}]}""";
        assertThatThrownBy(() -> error(422, body).run())
                .hasMessageEndingWith("body.items.0.price: Field required; query.skip: Not an integer")
                .isInstanceOfSatisfying(
                        HttpStatusException.class,
                        e -> assertThat(e.detail().orElseThrow().items())
                                .containsExactly(
                                        new ErrorDetail.Item(
                                                "missing", List.of("body", "items", "0", "price"), "Field required"),
                                        new ErrorDetail.Item(
                                                "int_parsing", List.of("query", "skip"), "Not an integer")));
    }

    @Test
    void anErrorPageThatIsNoJsonHasNoDetail() {
        for (String body : List.of("<html>", "[1]", "{\"other\":1}", "\"detail\"")) {
            assertThatThrownBy(() -> error(502, body).one())
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.detail()).isEmpty());
        }
        assertThatThrownBy(() -> error(400, "{\"detail\":{\"code\":7}}").one()).hasMessageEndingWith(": {\"code\":7}");
    }

    @Test
    void aBodyThatDoesNotFitIsADecodingErrorThatNamesTheRequest() {
        assertThatThrownBy(() -> json("[]").one())
                .isInstanceOf(DecodingException.class)
                .hasMessageStartingWith("GET http://shop.test/one: ");
    }

    @Test
    void aGeneratorGivesJsonLines() {
        byte[] lines = "{\"id\":1,\"name\":\"a\"}\n\n{\"id\":2,\"name\":\"b\"}\n".getBytes(StandardCharsets.UTF_8);
        var parts = answering(TransportResponse.bytes(200, "application/jsonl", lines));
        assertThat(parts.stream().toList()).containsExactly(new Part(1, "a"), new Part(2, "b"));
        assertThatThrownBy(() -> error(503, "{\"detail\":\"later\"}").stream().toList())
                .hasMessageEndingWith("503 Service Unavailable: later");
    }

    @Test
    void aGeneratorGivesTheDataOfEvents() {
        String text =
                "data: {\"id\":1,\ndata: \"name\":\"a\"}\n\n: ping\n\nevent: more\nid: 7\ndata: {\"id\":2,\"name\":\"b\"}\n\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(answering(TransportResponse.bytes(200, "text/event-stream", bytes)).stream()
                        .toList())
                .containsExactly(new Part(1, "a"), new Part(2, "b"));
        assertThat(answering(TransportResponse.bytes(200, "text/event-stream", bytes))
                        .events()
                        .toList())
                .extracting(ReceivedEvent::event, ReceivedEvent::id)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("message", ""),
                        org.assertj.core.groups.Tuple.tuple("more", "7"));
    }

    @Test
    void aDefaultMethodRunsAsItIsWritten() {
        assertThat(json("{\"id\":1,\"name\":\"blade\"}").nameOf("the ")).isEqualTo("the blade");
    }

    @Test
    void theMethodsOfEveryObjectAreThereToo() {
        Parts parts = json("1");
        assertThat(parts).isEqualTo(parts).isNotEqualTo(json("1")).hasSameHashCodeAs(parts);
        assertThat(parts.toString()).startsWith("client dev.rapier.client.declared.DeclaredAnswerTest");
    }
}
