package dev.rapier.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.http.SetCookie;
import dev.rapier.web.App;
import dev.rapier.web.PlainTextResponse;
import dev.rapier.web.Rapier;
import dev.rapier.web.RedirectResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the test client does as FastAPI's does: cookies, redirects, failures of the server, background tasks. */
class TestClientBehaviourTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private App app() {
        App app = Rapier.create();
        app.post("/login", request -> PlainTextResponse.of("in").cookie(SetCookie.of("session", "s1")));
        app.post("/logout", request -> PlainTextResponse.of("out").header("set-cookie", "session=; Max-Age=0; Path=/"));
        app.get("/me", request -> request.cookie("session").orElse("nobody"));
        app.get("/admin/set", request -> PlainTextResponse.of("set").header("set-cookie", "role=admin; Path=/admin"));
        app.get("/admin/role", request -> request.cookie("role").orElse("none"));
        app.get("/role", request -> request.cookie("role").orElse("none"));
        app.post("/old", request -> RedirectResponse.to("/new").status(303));
        app.post("/moved", request -> RedirectResponse.to("/kept?x=1").status(307));
        app.get("/new", request -> "new");
        app.post("/kept", request -> request.query("x").orElse("") + request.text());
        app.get("/loop", request -> RedirectResponse.to("/loop"));
        app.get("/away", request -> RedirectResponse.to("http://elsewhere.test/"));
        app.get("/fails", request -> {
            throw new IOException("the handler's own");
        });
        app.get(
                "/breaks",
                request -> AsyncGenerator.<Integer>of(out -> {
                    out.yield(1);
                    Async.sleep(Duration.ofMillis(50));
                    throw new IOException("in the stream");
                }));
        app.get("/background", request -> {
            request.backgroundTasks().add(() -> {
                Async.sleep(Duration.ofMillis(20));
                seen.add("done");
            });
            return "answered";
        });
        return app;
    }

    @Test
    void cookiesAreKeptUntilTheyAreTakenBack() {
        try (var client = TestClient.of(app())) {
            assertThat(client.get("/me").json(String.class)).isEqualTo("nobody");
            client.post("/login", "");
            assertThat(client.get("/me").json(String.class)).isEqualTo("s1");
            assertThat(client.cookie("session")).contains("s1");
            client.post("/logout", "");
            assertThat(client.get("/me").json(String.class)).isEqualTo("nobody");
            client.cookie("session", "mine");
            assertThat(client.get("/me").json(String.class)).isEqualTo("mine");
            client.clearCookies();
            assertThat(client.get("/me").json(String.class)).isEqualTo("nobody");
        }
    }

    @Test
    void aCookieOfAPathIsSentThereOnly() {
        try (var client = TestClient.of(app())) {
            client.get("/admin/set");
            assertThat(client.get("/admin/role").json(String.class)).isEqualTo("admin");
            assertThat(client.get("/role").json(String.class)).isEqualTo("none");
        }
    }

    @Test
    void redirectsAreFollowedUnlessToldOtherwise() {
        try (var client = TestClient.of(app())) {
            assertThat(client.post("/old", "x").json(String.class)).isEqualTo("new");
            assertThat(client.post("/moved", "body").json(String.class)).isEqualTo("1\"body\"");
            assertThatThrownBy(() -> client.get("/loop")).hasMessageContaining("more than 20 redirects");
            assertThatThrownBy(() -> client.get("/away")).hasMessageContaining("http://elsewhere.test/");
            assertThat(client.followRedirects(false).get("/away").status()).isEqualTo(307);
        }
    }

    @Test
    void failuresOfTheServerAreThrownUnlessToldOtherwise() {
        try (var client = TestClient.of(app())) {
            assertThatThrownBy(() -> client.get("/fails"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the handler's own");
            assertThatThrownBy(() -> client.get("/breaks")).hasMessage("in the stream");
            assertThat(client.raiseServerErrors(false).get("/fails").status()).isEqualTo(500);
            assertThat(client.get("/breaks").broken()).isTrue();
        }
    }

    @Test
    void theAnswerComesAfterTheBackgroundTasks() {
        try (var client = TestClient.of(app())) {
            client.get("/background");
            assertThat(seen).containsExactly("done");
        }
    }
}
