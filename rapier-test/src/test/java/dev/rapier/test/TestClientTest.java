package dev.rapier.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.web.App;
import dev.rapier.web.Rapier;
import dev.rapier.web.Request;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class TestClientTest {
    record User(int id, String name) {}

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
            assertThatThrownBy(() -> client.get("/").json()).isInstanceOf(JacksonException.class);
        }
    }
}
