package dev.rapier.web.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rapier.http.Body;
import dev.rapier.http.Default;
import dev.rapier.web.HttpException;
import dev.rapier.web.RequestValidationException;
import dev.rapier.web.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyTest {
    record Item(
            String name,
            @Nullable String description,
            double price,
            Optional<Double> tax,
            @Default("[]") String tags) {}

    record User(@JsonProperty("user_name") String userName) {}

    record Node(int value, @Nullable Node next, List<Node> children) {
        Node {
            if (value < 0) {
                throw new IllegalArgumentException("value is negative");
            }
        }
    }

    record Page<T>(List<T> items, T first) {}

    /** A class that Rapier does not take apart. */
    static final class Bean {
        public String name = "";
        public int size;
    }

    static final class Handlers {
        Item item(Item item) {
            return item;
        }

        Object optional(@Nullable Item item) {
            return item;
        }

        Optional<Item> optionalItem(Optional<Item> item) {
            return item;
        }

        String two(Item item, User user) {
            return item.name() + user.userName();
        }

        String optionals(@Nullable Item item, @Body @Default("7") int importance) {
            return item + " " + importance;
        }

        String embed(@Body(embed = true) User user) {
            return user.userName();
        }

        int scalar(@Body int n) {
            return n;
        }

        String text(@Body String text) {
            return text;
        }

        byte[] bytes(@Body byte[] bytes) {
            return bytes;
        }

        Object weights(Map<Integer, Double> weights) {
            return weights;
        }

        Object list(List<Item> items) {
            return items;
        }

        Node node(Node node) {
            return node;
        }

        Object page(Page<User> page) {
            return page;
        }

        String bean(Bean bean) {
            return bean.name + bean.size;
        }

        Object queryToo(User user, int n) {
            return null;
        }
    }

    private static final String ITEM = "{\"name\":\"Foo\",\"price\":\"50.5\",\"unknown\":[{}]}";

    private static Calls to(String method) {
        return Calls.to(new Handlers(), method, "/");
    }

    @Test
    void a_record_is_made_of_a_json_object_with_the_lax_conversions() throws Exception {
        assertThat(to("item").json(ITEM)).isEqualTo(new Item("Foo", null, 50.5, Optional.empty(), "[]"));
        assertThat(to("item").json("{\"name\":\"Foo\",\"price\":1,\"tax\":null,\"description\":null}"))
                .isEqualTo(new Item("Foo", null, 1, Optional.empty(), "[]"));
    }

    @Test
    void a_missing_field_has_the_enclosing_object_as_input() {
        assertThat(Calls.errors(() -> to("item").json("{\"description\":1,\"price\":\"x\"}")))
                .containsExactly(
                        "body.name missing: Field required <- {description=1, price=x}",
                        "body.description string_type: Input should be a valid string <- 1",
                        "body.price float_parsing: Input should be a valid number, unable to parse string as a number <- x");
    }

    @Test
    void places_in_lists_are_indexes() {
        assertThat(Calls.validation(() -> to("list").json("[" + ITEM + ",{\"name\":\"x\"},3]"))
                        .errors())
                .extracting(error -> error.loc())
                .containsExactly(List.of("body", 1, "price"), List.of("body", 2));
    }

    @Test
    void the_json_name_is_the_name_of_the_component_unless_json_property_says_otherwise() throws Exception {
        assertThat(to("embed").json("{\"user\":{\"user_name\":\"a\"}}")).isEqualTo("a");
        assertThat(Calls.errors(() -> to("embed").json("{\"user\":{\"userName\":\"a\"}}")))
                .containsExactly("body.user.user_name missing: Field required <- {userName=a}");
    }

    @Test
    void an_empty_body_and_null_are_missing_or_the_default() throws Exception {
        for (String body : List.of("", "null", " null ")) {
            assertThat(Calls.errors(() -> to("item").json(body)))
                    .containsExactly("body missing: Field required <- null");
            assertThat(to("optional").json(body)).isNull();
            assertThat(to("optionalItem").json(body)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void several_bodies_are_one_object_with_their_names_as_keys() throws Exception {
        assertThat(to("two").json("{\"item\":" + ITEM + ",\"user\":{\"user_name\":\"u\"},\"x\":1}"))
                .isEqualTo("Foou");
        assertThat(Calls.errors(() -> to("two").json("{\"user\":{}}")))
                .containsExactly(
                        "body.item missing: Field required <- null",
                        "body.user.user_name missing: Field required <- {}");
        assertThat(Calls.errors(() -> to("two").json("")))
                .containsExactly(
                        "body.item missing: Field required <- null", "body.user missing: Field required <- null");
        assertThat(to("optionals").json("")).isEqualTo("null 7");
        assertThat(to("optionals").json("{\"importance\":null}")).isEqualTo("null 7");
    }

    @Test
    void of_a_body_that_is_no_object_even_the_optional_parameters_are_missing() {
        assertThat(Calls.errors(() -> to("optionals").json("[]")))
                .containsExactly(
                        "body.item missing: Field required <- null", "body.importance missing: Field required <- null");
    }

    @Test
    void of_two_equal_keys_the_last_counts() throws Exception {
        assertThat(to("embed").json("{\"user\":{\"user_name\":1,\"user_name\":\"b\"}}"))
                .isEqualTo("b");
    }

    @Test
    void keys_of_maps_are_converted() throws Exception {
        assertThat(to("weights").json("{\"1\":\"2.5\"}")).isEqualTo(Map.of(1, 2.5));
        assertThat(Calls.validation(() -> to("weights").json("{\"a\":1}")).errors())
                .extracting(error -> error.loc())
                .containsExactly(List.of("body", "a", "[key]"));
    }

    @Test
    void records_may_hold_themselves_and_their_constructor_may_refuse() throws Exception {
        assertThat(to("node").json("{\"value\":1,\"next\":{\"value\":2,\"children\":[]},\"children\":[]}"))
                .isEqualTo(new Node(1, new Node(2, null, List.of()), List.of()));
        assertThat(Calls.errors(() -> to("node").json("{\"value\":1,\"children\":[{\"value\":-1,\"children\":[]}]}")))
                .containsExactly(
                        "body.children.0 value_error: Value error, value is negative <- {value=-1, children=[]}");
    }

    @Test
    void generic_records_know_their_arguments() throws Exception {
        assertThat(to("page").json("{\"items\":[{\"user_name\":\"a\"}],\"first\":{\"user_name\":\"b\"}}"))
                .isEqualTo(new Page<>(List.of(new User("a")), new User("b")));
    }

    @Test
    void a_class_with_fields_is_read_by_jackson() throws Exception {
        assertThat(to("bean").json("{\"name\":\"a\",\"size\":2}")).isEqualTo("a2");
        assertThat(Calls.validation(() -> to("bean").json("{\"name\":\"a\",\"size\":\"x\"}"))
                        .errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.type()).isEqualTo("value_error");
                    assertThat(error.loc()).isEqualTo(List.of("body", "size"));
                });
    }

    @Test
    void without_a_content_type_the_body_is_text_unless_the_application_is_lenient() throws Exception {
        assertThat(Calls.errors(() -> to("item").body(ITEM)))
                .containsExactly("body model_attributes_type: Input should be a valid dictionary or object to extract"
                        + " fields from <- " + ITEM);
        assertThat(Calls.to(new Handlers(), "item", "/", false).body(ITEM)).isInstanceOf(Item.class);
        assertThat(to("text").body("plain", "content-type", "text/plain")).isEqualTo("plain");
        assertThat(to("scalar").body("5", "content-type", "text/plain")).isEqualTo(5);
    }

    @Test
    void any_json_media_type_will_do() throws Exception {
        for (String type : List.of("application/json", "application/geo+json; charset=x", "APPLICATION/JSON")) {
            assertThat(to("item").body(ITEM, "content-type", type)).isInstanceOf(Item.class);
        }
        assertThat(Calls.errors(() -> to("item").body(ITEM, "content-type", "application/xml")))
                .hasSize(1);
    }

    @Test
    void bytes_that_are_no_json_are_handed_over_as_they_are() throws Exception {
        byte[] bytes = {0, (byte) 0xFF};
        assertThat(to("bytes").call(null, bytes, List.of("content-type", "image/png"), List.of()))
                .isEqualTo(bytes);
    }

    @Test
    void broken_json_is_reported_alone_with_its_place() {
        RequestValidationException refused =
                Calls.validation(() -> to("queryToo").json("{\"user_name\": \"é\" 1}"));
        assertThat(new String(refused.json(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"detail\":[{\"type\":\"json_invalid\",\"loc\":[\"body\",18],\"msg\":\"JSON decode error\","
                                + "\"input\":{},\"ctx\":{\"error\":\"Expecting ',' delimiter\"}}]}");
    }

    @Test
    void the_exception_knows_the_body_also_where_only_the_query_is_wrong() {
        RequestValidationException refused =
                Calls.validation(() -> to("queryToo").json("{\"user_name\": \"a\"}"));
        assertThat(refused.errors()).hasSize(1);
        assertThat(refused.body()).isEqualTo(Map.of("user_name", "a"));
    }

    @Test
    void utf_16_is_json_too_but_bytes_that_are_no_text_are_not() throws Exception {
        assertThat(to("item")
                        .call(
                                null,
                                ITEM.getBytes(StandardCharsets.UTF_16),
                                List.of("content-type", "application/json"),
                                List.of()))
                .isInstanceOf(Item.class);
        assertThatExceptionOfType(HttpException.class)
                .isThrownBy(() -> to("item")
                        .call(
                                null,
                                new byte[] {'"', (byte) 0xFF, '"'},
                                List.of("content-type", "application/json"),
                                List.of()))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.detail()).isEqualTo("There was an error parsing the body");
                });
    }

    @Test
    void deep_nesting_and_long_numbers_are_refused() {
        int deep = JsonText.MAX_DEPTH + 1;
        for (String body : List.of(
                "[".repeat(deep) + "]".repeat(deep),
                "[".repeat(1_000_000),
                "{\"name\":\"a\",\"price\":1,\"x\":" + "[".repeat(deep) + "]".repeat(deep) + "}",
                "1".repeat(100_000))) {
            assertThatExceptionOfType(HttpException.class)
                    .isThrownBy(() -> to("item").json(body))
                    .satisfies(refused -> assertThat(refused.status()).isEqualTo(400));
        }
    }

    @Test
    void nan_is_read_as_python_reads_it() throws Exception {
        assertThat(to("item").json("{\"name\":\"a\",\"price\":NaN}"))
                .isEqualTo(new Item("a", null, Double.NaN, Optional.empty(), "[]"));
    }
}
