package dev.rapier.client.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.client.Client;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.MockTransport;
import dev.rapier.client.TransportResponse;
import dev.rapier.http.Body;
import dev.rapier.http.Cookie;
import dev.rapier.http.Default;
import dev.rapier.http.Delete;
import dev.rapier.http.Get;
import dev.rapier.http.Header;
import dev.rapier.http.Patch;
import dev.rapier.http.PathParam;
import dev.rapier.http.PathPrefix;
import dev.rapier.http.Post;
import dev.rapier.http.Put;
import dev.rapier.http.Query;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes into the request of a declared method. */
class DeclaredRequestTest {
    enum Kind {
        @com.fasterxml.jackson.annotation.JsonProperty("big-one")
        BIG
    }

    record Part(String name, double price) {}

    @PathPrefix("/parts")
    interface Parts {
        @Get("/{part_id}")
        void path(int partId);

        @Get("/{part_id}/by/{maker}")
        void named(@PathParam("part_id") long id, @PathParam String maker);

        @Get("/files/{file:path}")
        void file(String file);

        @Get("/")
        void query(int skip, Optional<String> q, @Nullable Boolean sold, @Default("10") @Nullable Integer limit);

        @Get("/")
        void several(@Query("tag") List<String> tags, Kind kind);

        @Get("/")
        void times(LocalDate day, Duration length, ZonedDateTime at);

        @Get("/")
        void headers(@Header String userAgent, @Header("X-Trace") List<String> traces);

        @Get("/")
        void cookies(@Cookie String session, @Cookie("t") @Nullable String theme);

        @Post("/")
        void create(Part part, boolean notify);

        @Put("/{part_id}")
        void replace(int partId, Part part, @Body("why") String reason);

        @Patch("/{part_id}")
        void change(int partId, @Body(embed = true) Part part);

        @Post("/text")
        void text(@Body String text);

        @Post("/bytes")
        void bytes(@Body byte[] bytes);

        @Delete("/{part_id}")
        void delete(int partId);
    }

    private static ClientRequest sent(Consumer<Parts> call) {
        var mock = MockTransport.of(request -> TransportResponse.of(200));
        try (var client =
                Client.builder().baseUrl("http://shop.test/api").transport(mock).build()) {
            call.accept(client.declare(Parts.class));
        }
        return mock.requests().getFirst();
    }

    private static String url(Consumer<Parts> call) {
        return sent(call).url().toString().replace("http://shop.test/api/parts", "");
    }

    private static String body(Consumer<Parts> call) throws Exception {
        var bytes = new ByteArrayOutputStream();
        sent(call).payload().writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aNameInThePathIsAPathParameterAsItIsOrInSnakeCase() {
        assertThat(url(parts -> parts.path(7))).isEqualTo("/7");
        assertThat(url(parts -> parts.named(7, "a/b ü?#"))).isEqualTo("/7/by/a%2Fb%20%C3%BC%3F%23");
        assertThat(url(parts -> parts.file("a/b c.txt"))).isEqualTo("/files/a/b%20c.txt");
    }

    @Test
    void noArgumentLeadsOutOfItsPlaceInThePath() {
        for (String evil : List.of("..", ".", "")) {
            assertThatIllegalArgumentException().isThrownBy(() -> url(parts -> parts.named(7, evil)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> url(parts -> parts.file("../../admin")))
                .withMessageContaining("leads elsewhere");
    }

    @Test
    void scalarsAreTheQueryAndWhatIsLeftOutIsNotSent() {
        assertThat(url(parts -> parts.query(3, Optional.of("a&b"), true, 5)))
                .isEqualTo("/?skip=3&q=a%26b&sold=true&limit=5");
        assertThat(url(parts -> parts.query(3, Optional.empty(), null, null))).isEqualTo("/?skip=3");
        assertThat(url(parts -> parts.several(List.of("x", "y"), Kind.BIG))).isEqualTo("/?tag=x&tag=y&kind=big-one");
    }

    @Test
    void timesAreWrittenAsIso8601() {
        var at = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneId.of("Europe/Vienna"));
        assertThat(url(parts -> parts.times(LocalDate.of(2026, 1, 2), Duration.ofMinutes(90), at)))
                .isEqualTo("/?day=2026-01-02&length=PT1H30M&at=2026-01-02T03%3A04%3A05%2B01%3A00");
    }

    @Test
    void headersAreInKebabCaseAndAListIsSeveralFields() {
        ClientRequest request = sent(parts -> parts.headers("me", List.of("a", "b")));
        assertThat(request.headers().all("user-agent")).containsExactly("me");
        assertThat(request.headers().all("X-Trace")).containsExactly("a", "b");
    }

    @Test
    void cookiesStandInOneHeaderAndCantCarryAnother() {
        assertThat(sent(parts -> parts.cookies("abc", "dark")).headers().all("Cookie"))
                .containsExactly("session=abc; t=dark");
        assertThat(sent(parts -> parts.cookies("abc", null)).headers().all("Cookie"))
                .containsExactly("session=abc");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sent(parts -> parts.cookies("a; admin=1", null)))
                .withMessageContaining("can't stand in a cookie");
    }

    @Test
    void aRecordIsTheBodyAndSeveralStandUnderTheirNames() throws Exception {
        assertThat(body(parts -> parts.create(new Part("blade", 9.5), true)))
                .isEqualTo("{\"name\":\"blade\",\"price\":9.5}");
        assertThat(url(parts -> parts.create(new Part("blade", 9.5), true))).isEqualTo("/?notify=true");
        assertThat(body(parts -> parts.replace(7, new Part("blade", 9.5), "worn")))
                .isEqualTo("{\"part\":{\"name\":\"blade\",\"price\":9.5},\"why\":\"worn\"}");
        assertThat(body(parts -> parts.change(7, new Part("blade", 9.5))))
                .isEqualTo("{\"part\":{\"name\":\"blade\",\"price\":9.5}}");
        assertThat(body(parts -> parts.text("hi"))).isEqualTo("\"hi\"");
        assertThat(body(parts -> parts.bytes(new byte[] {'h', 'i'}))).isEqualTo("hi");
        assertThat(sent(parts -> parts.delete(7)).payload().isEmpty()).isTrue();
    }

    @Test
    @SuppressWarnings("NullAway") // what is not allowed
    void nullWhereItMustNotBeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sent(parts -> parts.create(null, true)))
                .withMessageContaining("parameter 1 (part) of")
                .withMessageContaining("Parts.create is null");
    }
}
