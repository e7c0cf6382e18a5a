package dev.rapier.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.http.Body;
import dev.rapier.http.Default;
import dev.rapier.http.Get;
import dev.rapier.http.Hidden;
import dev.rapier.http.Post;
import dev.rapier.http.Query;
import dev.rapier.http.Status;
import dev.rapier.web.HtmlResponse;
import dev.rapier.web.RedirectResponse;
import dev.rapier.web.Served;
import dev.rapier.web.json.JsonText;
import dev.rapier.web.json.PlainJson;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    enum Size3 {
        SMALL,
        LARGE
    }

    record Tag(String name) {}

    record Everything(
            UUID id,
            @Min(1) @Max(9) int rank,
            LocalDate day,
            Instant at,
            Duration took,
            Optional<Tag> tag,
            @Nullable Tag other,
            @Size(min = 1) Set<String> words,
            Map<String, List<Tag>> byWord,
            @Default("LARGE") Size3 size,
            Object any) {}

    record Price(BigDecimal amount) {}

    record Offer(Price price, @Nullable Offer next) {}

    record Page<T>(List<T> items) {}

    static final class Shop {
        record Item(int id) {}
    }

    static final class Store {
        record Item(String name) {}
    }

    static final class Handlers {
        @Post("/everything")
        @Status(201)
        Everything create(Everything everything) {
            return everything;
        }

        @Post("/offers")
        Offer offer(Offer offer) {
            return offer;
        }

        @Get("/page")
        Page<Tag> page() {
            return new Page<>(List.of());
        }

        @Post("/several")
        void several(Shop.Item one, Store.@Nullable Item two, @Body @Default("5") int importance) {}

        @Get("/html")
        HtmlResponse html() {
            return HtmlResponse.of("");
        }

        @Get("/redirect")
        RedirectResponse redirect() {
            return RedirectResponse.to("/");
        }

        @Get("/lines")
        AsyncGenerator<Tag> lines() {
            return AsyncGenerator.of(out -> {});
        }

        @Get("/hidden")
        @Hidden
        String hidden() {
            return "";
        }

        @Get("/strings")
        List<String> readAllStrings(@Query List<Integer> ids) {
            return List.of();
        }

        @Post("/nothing")
        @Status(204)
        void nothing() {}
    }

    private static Object json(String text) {
        return JsonText.parse(text);
    }

    private static Object of(Object... path) {
        try (Served app = Served.of(it -> it.include(new Handlers()))) {
            return document(app, path);
        }
    }

    /** A value inside the document: keys and indexes. */
    private static Object document(Served app, Object... path) {
        Object value = JsonText.parse(Served.text(app.get("/openapi.json")));
        for (Object step : path) {
            value = step instanceof Integer index ? ((List<?>) value).get(index) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }

    @Test
    void recordsAreComponentsWithTheirTypesTitlesAndConstraints() {
        assertThat(of("components", "schemas", "Everything")).isEqualTo(json("""
                {"properties": {
                  "id": {"type": "string", "format": "uuid", "title": "Id"},
                  "rank": {"type": "integer", "minimum": 1, "maximum": 9, "title": "Rank"},
                  "day": {"type": "string", "format": "date", "title": "Day"},
                  "at": {"type": "string", "format": "date-time", "title": "At"},
                  "took": {"type": "string", "format": "duration", "title": "Took"},
                  "tag": {"anyOf": [{"$ref": "#/components/schemas/Tag"}, {"type": "null"}]},
                  "other": {"anyOf": [{"$ref": "#/components/schemas/Tag"}, {"type": "null"}]},
                  "words": {"type": "array", "items": {"type": "string"}, "uniqueItems": true, "minItems": 1,
                            "title": "Words"},
                  "byWord": {"type": "object", "title": "By Word", "additionalProperties":
                             {"type": "array", "items": {"$ref": "#/components/schemas/Tag"}}},
                  "size": {"$ref": "#/components/schemas/Size3", "default": "LARGE"},
                  "any": {"title": "Any"}},
                 "type": "object",
                 "required": ["id", "rank", "day", "at", "took", "words", "byWord", "any"],
                 "title": "Everything"}"""));
        assertThat(of("components", "schemas", "Size3"))
                .isEqualTo(json("{\"type\":\"string\",\"enum\":[\"SMALL\",\"LARGE\"],\"title\":\"Size3\"}"));
    }

    @Test
    void theResponseHasTheStatusAndTheDeclaredType() {
        assertThat(of("paths", "/everything", "post", "responses", "201")).isEqualTo(json("""
                {"description": "Successful Response",
                 "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Everything"}}}}"""));
        assertThat(of("paths", "/nothing", "post", "responses"))
                .isEqualTo(json("{\"204\": {\"description\": \"Successful Response\"}}"));
        assertThat(of("paths", "/html", "get", "responses", "200", "content"))
                .isEqualTo(json("{\"text/html\": {\"schema\": {\"type\": \"string\"}}}"));
        assertThat(of("paths", "/redirect", "get", "responses"))
                .isEqualTo(json("{\"307\": {\"description\": \"Successful Response\"}}"));
        assertThat(of("paths", "/lines", "get", "responses", "200", "content"))
                .isEqualTo(json("{\"application/jsonl\": {\"itemSchema\": {\"$ref\": \"#/components/schemas/Tag\"}}}"));
        assertThat(of("paths", "/strings", "get", "responses", "200", "content", "application/json", "schema", "title"))
                .isEqualTo("Response Read All Strings Strings Get");
    }

    @Test
    void namesAreMadeOfTheMethodAndThePath() {
        assertThat(of("paths", "/strings", "get", "summary")).isEqualTo("Read All Strings");
        assertThat(of("paths", "/strings", "get", "operationId")).isEqualTo("read_all_strings_strings_get");
    }

    @Test
    void onlyOperationsWithParametersMayAnswer422() {
        assertThat(((Map<?, ?>) of("paths", "/page", "get", "responses")).keySet())
                .isEqualTo(Set.of("200"));
        assertThat(((Map<?, ?>) of("paths", "/strings", "get", "responses")).keySet())
                .isEqualTo(Set.of("200", "422"));
    }

    @Test
    void aTypeThatLooksDifferentWhenItIsSentHasTwoSchemas() {
        assertThat(of("paths", "/offers", "post", "requestBody", "content", "application/json", "schema"))
                .isEqualTo(json("{\"$ref\": \"#/components/schemas/Offer-Input\"}"));
        assertThat(of("components", "schemas", "Offer-Output", "properties", "price"))
                .isEqualTo(json("{\"$ref\": \"#/components/schemas/Price-Output\"}"));
        assertThat(of("components", "schemas", "Offer-Output", "properties", "next", "anyOf", 0))
                .isEqualTo(json("{\"$ref\": \"#/components/schemas/Offer-Output\"}"));
        assertThat(of("components", "schemas", "Price-Output", "properties", "amount", "type"))
                .isEqualTo("string");
        assertThat(of("components", "schemas", "Price-Input", "properties", "amount", "anyOf", 0, "type"))
                .isEqualTo("number");
    }

    @Test
    void typesOfOneNameBearTheNameOfTheirPackageToo() {
        assertThat(of("components", "schemas", "Body_several_several_post")).isEqualTo(json("""
                {"properties": {
                  "one": {"$ref": "#/components/schemas/dev__rapier__web__openapi__OpenApiTest__Shop__Item"},
                  "two": {"anyOf": [
                      {"$ref": "#/components/schemas/dev__rapier__web__openapi__OpenApiTest__Store__Item"},
                      {"type": "null"}]},
                  "importance": {"type": "integer", "title": "Importance", "default": 5}},
                 "type": "object", "required": ["one"], "title": "Body_several_several_post"}"""));
    }

    @Test
    void genericRecordsBearTheirArguments() {
        assertThat(of("components", "schemas", "Page_Tag_", "properties", "items", "items"))
                .isEqualTo(json("{\"$ref\": \"#/components/schemas/Tag\"}"));
    }

    @Test
    void hiddenRoutesAndTheBuiltInPagesAreNotDescribed() {
        assertThat(of("paths", "/page")).isNotNull();
        assertThat(of("paths", "/hidden")).isNull();
        assertThat(of("paths", "/docs")).isNull();
        assertThat(of("paths", "/openapi.json")).isNull();
    }

    @Test
    void aLambdaIsDescribedByItsPath() {
        try (Served app = Served.of(it -> it.get("/hello/{name}", request -> "hello"))) {
            assertThat(document(app, "paths", "/hello/{name}", "get")).isEqualTo(json("""
                    {"summary": "Hello Name", "operationId": "hello_name_hello__name__get",
                     "parameters": [{"name": "name", "in": "path", "required": true,
                                     "schema": {"type": "string", "title": "Name"}}],
                     "responses": {"200": {"description": "Successful Response",
                                           "content": {"application/json": {"schema": {}}}}}}"""));
        }
    }

    @Test
    void theDocumentIsMadeOnceAndAnswersHeadToo() {
        try (Served app = Served.of(it -> it.api().title("A < B").server("/api", "here"))) {
            assertThat(app.get("/openapi.json").headers().first("content-type")).contains("application/json");
            assertThat(app.call("HEAD", "/openapi.json").status()).isEqualTo(200);
            assertThat(Served.text(app.get("/openapi.json"))).isEqualTo(Served.text(app.get("/openapi.json")));
            assertThat(PlainJson.text(document(app, "info", "title"))).isEqualTo("\"A < B\"");
            assertThat(document(app, "servers", 0, "url")).isEqualTo("/api");
        }
    }
}
