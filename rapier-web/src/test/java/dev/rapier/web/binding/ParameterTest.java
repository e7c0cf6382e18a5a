package dev.rapier.web.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.http.Cookie;
import dev.rapier.http.Default;
import dev.rapier.http.Header;
import dev.rapier.http.PathParam;
import dev.rapier.http.Query;
import dev.rapier.web.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParameterTest {
    enum Model {
        alexnet,
        resnet,
        lenet
    }

    static final class Handlers {
        String path(int userId, String rest) {
            return userId + rest;
        }

        int pathNamed(@PathParam("user_id") int id) {
            return id;
        }

        Model model(Model name) {
            return name;
        }

        List<Object> query(String q, @Default("10") int limit, Optional<Integer> skip, @Nullable Boolean flag) {
            return java.util.Arrays.asList(q, limit, skip, flag);
        }

        String alias(@Query("item-query") String q) {
            return q;
        }

        List<String> list(@Query List<String> q) {
            return q;
        }

        List<Integer> listWithDefault(@Query @Default({"1", "2"}) List<Integer> q) {
            return q;
        }

        Set<Integer> optionalSet(@Query Optional<Set<Integer>> q) {
            return q.orElse(Set.of());
        }

        String header(@Header String userAgent, @Header("X-Token") List<String> tokens) {
            return userAgent + tokens;
        }

        String cookie(@Cookie("session") String session, @Cookie("n") @Default("1") int n) {
            return session + n;
        }

        String request(Request request, int n) {
            return request.method() + n;
        }

        Object all(@Header int xOne, int two, @Cookie int three, int four, Map<String, Integer> five) {
            return null;
        }

        static String statically(int n) {
            return "static " + n;
        }

        private String hidden(int n) {
            return "hidden " + n;
        }
    }

    private static Calls to(String method, String path) {
        return Calls.to(new Handlers(), method, path);
    }

    @Test
    void a_parameter_with_a_name_of_the_template_is_read_from_the_path() throws Exception {
        assertThat(to("path", "/users/{user_id}/{rest:path}").path("7", "a/b")).isEqualTo("7a/b");
        assertThat(to("pathNamed", "/users/{user_id}").path(" 7")).isEqualTo(7);
        assertThat(Calls.errors(() -> to("pathNamed", "/users/{user_id}").path("x")))
                .containsExactly(
                        "path.user_id int_parsing: Input should be a valid integer, unable to parse string as an"
                                + " integer <- x");
    }

    @Test
    void an_enum_says_which_values_it_has() throws Exception {
        assertThat(to("model", "/models/{name}").path("resnet")).isEqualTo(Model.resnet);
        assertThat(Calls.errors(() -> to("model", "/models/{name}").path("foo")))
                .containsExactly("path.name enum: Input should be 'alexnet', 'resnet' or 'lenet' <- foo");
    }

    @Test
    void a_scalar_is_read_from_the_query_and_may_have_a_default() throws Exception {
        Calls calls = to("query", "/");
        assertThat(calls.get("q=a&q=b")).isEqualTo(java.util.Arrays.asList("b", 10, Optional.empty(), null));
        assertThat(calls.get("q=&limit=5&skip=3&flag=yes")).isEqualTo(List.of("", 5, Optional.of(3), true));
    }

    @Test
    void a_missing_parameter_has_the_input_null() {
        assertThat(Calls.errors(() -> to("query", "/").get(null)))
                .containsExactly("query.q missing: Field required <- null");
    }

    @Test
    void an_empty_query_value_is_a_value() {
        assertThat(Calls.errors(() -> to("query", "/").get("q&skip=")))
                .containsExactly("query.skip int_parsing: Input should be a valid integer, unable to parse string as an"
                        + " integer <- ");
    }

    @Test
    void an_alias_stands_in_the_place_of_the_error() throws Exception {
        assertThat(to("alias", "/").get("item-query=x")).isEqualTo("x");
        assertThat(Calls.errors(() -> to("alias", "/").get("q=x")))
                .containsExactly("query.item-query missing: Field required <- null");
    }

    @Test
    void a_list_takes_all_values_and_an_empty_one_counts_as_missing() throws Exception {
        assertThat(to("list", "/").get("q=a&q=b")).isEqualTo(List.of("a", "b"));
        assertThat(to("listWithDefault", "/").get("")).isEqualTo(List.of(1, 2));
        assertThat(to("optionalSet", "/").get("q=1&q=1&q=2")).isEqualTo(Set.of(1, 2));
        assertThat(Calls.errors(() -> to("list", "/").get("x=a")))
                .containsExactly("query.q missing: Field required <- null");
        assertThat(Calls.errors(() -> to("listWithDefault", "/").get("q=1&q=x")))
                .containsExactly("query.q.1 int_parsing: Input should be a valid integer, unable to parse string as an"
                        + " integer <- x");
    }

    @Test
    void a_header_has_hyphens_and_of_several_the_first_counts() throws Exception {
        Calls calls = to("header", "/");
        assertThat(calls.get("", "User-Agent", "curl", "user-agent", "other", "x-token", "a,b", "x-token", "c"))
                .isEqualTo("curl[a,b, c]");
        assertThat(Calls.errors(() -> calls.get("")))
                .containsExactly(
                        "header.user-agent missing: Field required <- null",
                        "header.X-Token missing: Field required <- null");
    }

    @Test
    void of_several_cookies_the_last_counts() throws Exception {
        assertThat(to("cookie", "/").get("", "cookie", "session=a; session=b")).isEqualTo("b1");
    }

    @Test
    void the_request_itself_can_be_asked_for() throws Exception {
        assertThat(to("request", "/").get("n=1")).isEqualTo("POST1");
    }

    @Test
    void all_errors_come_at_once_in_the_order_path_query_header_cookie_body() {
        assertThat(Calls.errors(() -> to("all", "/{four}").path("x")))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("path.four", "query.two", "header.x-one", "cookie.three", "body");
    }

    @Test
    void a_method_may_be_private_or_static() throws Exception {
        assertThat(to("hidden", "/").get("n=1")).isEqualTo("hidden 1");
        assertThat(to("statically", "/").get("n=1")).isEqualTo("static 1");
    }
}
