package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("H60")
class MockRoutesTest {
    private final MockRoutes mock = new MockRoutes();
    private final Client client =
            Client.builder().baseUrl("http://users.test").transport(mock).build();

    @Test
    void a_route_answers_its_method_and_path_and_keeps_its_calls() {
        MockRoute user = mock.on("GET", "/users/{id}").answer(200, Map.of("id", 7));
        MockRoute files = mock.on("PUT", "/files/{name:path}").answer(204);

        assertThat(client.get("/users/7?x=1").text()).isEqualTo("{\"id\":7}");
        assertThat(client.get("/users/8").text()).isEqualTo("{\"id\":7}");
        assertThat(client.put("/files/a/b.txt", Payload.text("x")).statusCode()).isEqualTo(204);
        assertThat(user.calls()).extracting(request -> request.url().getPath()).containsExactly("/users/7", "/users/8");
        assertThat(files.calls()).hasSize(1);
        assertThatCode(mock::assertAllCalled).doesNotThrowAnyException();
    }

    @Test
    void a_route_can_fail_and_can_be_for_one_host() {
        mock.on("GET", "/").answer(200);
        mock.on("GET", "http://pay.test/").fail(request -> new ReadTimeoutException(request, "silence", null));

        assertThat(client.get("/").statusCode()).isEqualTo(200);
        assertThat(client.get("http://pay.test.evil/").statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> client.get("http://pay.test/")).isInstanceOf(ReadTimeoutException.class);
    }

    @Test
    void the_last_route_that_fits_wins_and_conditions_count() {
        mock.on("GET", "/users/{id}").answer(200);
        mock.on("GET", "/users/0").answer(404);
        mock.on("GET", "/users/{id}")
                .where(request -> request.headers().first("X-Old").isPresent())
                .answer(410);

        assertThat(client.get("/users/1").statusCode()).isEqualTo(200);
        assertThat(client.get("/users/0").statusCode()).isEqualTo(404);
        assertThat(client.request("GET", "/users/0").header("X-Old", "1").send().statusCode())
                .isEqualTo(410);
    }

    @Test
    void a_request_that_fits_none_fails_and_names_the_routes() {
        mock.on("GET", "/users/{id}").answer(200);
        mock.on("POST", "/users").answer(201);

        assertThatThrownBy(() -> client.get("/users/7/posts"))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "GET http://users.test/users/7/posts fits no route; there are GET /users/{id}, POST /users");
        assertThatThrownBy(mock::assertAllCalled).hasMessage("never called: GET /users/{id}, POST /users");
    }

    @Test
    void a_route_that_was_not_told_what_to_answer_says_so() {
        mock.on("GET", "/");
        assertThatThrownBy(() -> client.get("/")).hasMessage("the route GET / was not told what to answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "http://users.test", "/users?x=1", ""})
    void a_pattern_that_is_none_is_refused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> mock.on("GET", pattern));
    }
}
