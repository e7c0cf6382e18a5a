package dev.rapier.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Resource;
import dev.rapier.http.Get;
import dev.rapier.http.OnShutdown;
import dev.rapier.http.OnStartup;
import dev.rapier.http.Provides;
import dev.rapier.web.App;
import dev.rapier.web.HttpException;
import dev.rapier.web.Rapier;
import dev.rapier.web.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class TestClientTest {
    record User(int id, String name) {}

    static final class Users {
        final List<String> events = new ArrayList<>();

        @OnStartup
        void connect() {
            events.add("connect");
        }

        @OnShutdown
        void disconnect() {
            events.add("disconnect");
        }

        @Get("/users/{user_id}")
        User user(int userId) {
            return new User(userId, "ada");
        }
    }

    private static App echo() {
        App app = Rapier.create();
        app.post("/echo", TestClientTest::describe).status(201);
        app.put("/echo", TestClientTest::describe);
        app.patch("/echo", TestClientTest::describe);
        app.delete("/echo", TestClientTest::describe);
        return app;
    }

    private static String describe(Request request) {
        return request.method() + " " + request.query("q").orElse("-") + " "
                + request.header("content-type").orElse("-") + " " + request.text();
    }

    @Test
    void annotatedMethodsAreServedWithTheirLifespan() {
        var users = new Users();
        try (var client = TestClient.of(users)) {
            TestResponse response = client.get("/users/7");

            assertThat(users.events).containsExactly("connect");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("content-type")).isEqualTo("application/json");
            assertThat(response.json(User.class)).isEqualTo(new User(7, "ada"));
            assertThat(response.json().get("name").asString()).isEqualTo("ada");
            assertThat(client.get("/users/x").status()).isEqualTo(422);
        }
        assertThat(users.events).containsExactly("connect", "disconnect");
    }

    @Test
    void bodiesAreSentAsJson() {
        try (var client = TestClient.of(echo())) {
            TestResponse response = client.post("/echo?q=1", new User(1, "é"));

            assertThat(response.status()).isEqualTo(201);
            assertThat(response.json(String.class)).isEqualTo("POST 1 application/json {\"id\":1,\"name\":\"é\"}");
            assertThat(client.put("/echo", null).json(String.class)).isEqualTo("PUT - application/json null");
            assertThat(client.patch("/echo", 1).json(String.class)).isEqualTo("PATCH - application/json 1");
            assertThat(client.delete("/echo").json(String.class)).isEqualTo("DELETE - - ");
        }
    }

    @Test
    void aRequestMayBeAnythingElse() {
        try (var client = TestClient.of(echo())) {
            TestResponse response = client.request("POST", "/echo")
                    .header("x-any", "thing")
                    .text("{broken", "application/json")
                    .send();

            assertThat(response.text()).isEqualTo("\"POST - application/json {broken\"");
            assertThat(response.broken()).isFalse();
        }
    }

    @Test
    void whatIsNoJsonSaysSo() {
        App app = Rapier.create();
        app.get("/", request -> {
            throw new IllegalStateException("an expected failure of a test");
        });
        try (var client = TestClient.of(app)) {
            client.raiseServerErrors(false);
            assertThatThrownBy(() -> client.get("/").json()).isInstanceOf(JacksonException.class);
        }
    }

    static final class Greeting {
        @Provides
        User whoIsLoggedIn() {
            throw new HttpException(401);
        }

        @Get("/me")
        String me(User user) {
            return user.name();
        }
    }

    @Test
    void whatIsProvidedCanBeOverriddenForATest() {
        try (var client = TestClient.of(new Greeting())) {
            assertThat(client.get("/me").status()).isEqualTo(401);
            assertThat(client.override(User.class, new User(1, "ada"))
                            .get("/me")
                            .json(String.class))
                    .isEqualTo("ada");
            var begun = new ArrayList<String>();
            client.override(User.class, Resource.of(() -> new User(2, "bob"), user -> begun.add(user.name())));
            assertThat(client.get("/me").json(String.class)).isEqualTo("bob");
            assertThat(begun).containsExactly("bob");
            assertThat(client.withoutOverrides().get("/me").status()).isEqualTo(401);
        }
    }
}
