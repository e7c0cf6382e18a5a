package dev.rapier.web;

import static dev.rapier.web.Served.header;
import static dev.rapier.web.Served.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.http.HeaderList;
import dev.rapier.web.memory.MemoryCall;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
    private Served served;

    @AfterEach
    void stop() {
        served.close();
    }

    private void serve(Consumer<App> setup) {
        served = Served.of(setup);
    }

    @Test
    void anUnknownPathIs404() {
        serve(app -> app.get("/known", request -> "here"));

        MemoryCall call = served.get("/unknown");

        assertThat(call.status()).isEqualTo(404);
        assertThat(header(call, "content-type")).isEqualTo("application/json");
        assertThat(text(call)).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @Test
    void aWrongMethodIs405AndAllowNamesTheFirstRouteOnly() {
        serve(app -> {
            app.get("/items", request -> "read");
            app.post("/items", request -> "create");
        });

        MemoryCall call = served.call("PUT", "/items");

        assertThat(call.status()).isEqualTo(405);
        assertThat(header(call, "allow")).isEqualTo("GET");
        assertThat(text(call)).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    }

    @Test
    void headIsNotImpliedByGet() {
        serve(app -> app.get("/items", request -> "read"));

        MemoryCall call = served.call("HEAD", "/items");

        assertThat(call.status()).isEqualTo(405);
        assertThat(header(call, "allow")).isEqualTo("GET");
        assertThat(call.body()).isEmpty();
    }

    @Test
    void oneRouteMayServeSeveralMethods() {
        serve(app -> app.route(Set.of("GET", "HEAD"), "/document", request -> "document"));

        assertThat(served.call("HEAD", "/document").status()).isEqualTo(200);
        assertThat(text(served.get("/document"))).isEqualTo("\"document\"");
    }

    @Test
    void optionsAreNotAnsweredByThemselves() {
        serve(app -> app.get("/items", request -> "read"));

        assertThat(served.call("OPTIONS", "/items").status()).isEqualTo(405);
    }

    @Test
    void thePathIsDecodedBeforeItIsMatched() {
        serve(app -> app.get("/items/{id}", request -> request.pathParam("id")));

        assertThat(served.get("/items/%2F").status()).isEqualTo(404);
        assertThat(text(served.get("/items/%205"))).isEqualTo("\" 5\"");
        assertThat(text(served.get("/items/h%C3%A9"))).isEqualTo("\"hé\"");
    }

    @Test
    void aMissingTrailingSlashIsRedirectedToAnAbsoluteUrlWithItsQuery() {
        serve(app -> app.get("/slash/", request -> "here"));

        MemoryCall call = served.call("GET", "/slash?x=1", HeaderList.of("host", "example.org:8000"));

        assertThat(call.status()).isEqualTo(307);
        assertThat(header(call, "location")).isEqualTo("http://example.org:8000/slash/?x=1");
        assertThat(call.body()).isEmpty();
    }

    @Test
    void aSurplusTrailingSlashIsRedirectedWhateverTheMethod() {
        serve(app -> app.post("/items", request -> "create"));

        MemoryCall call = served.call("DELETE", "/items/");

        assertThat(call.status()).isEqualTo(307);
        assertThat(header(call, "location")).isEqualTo("http://testserver/items");
    }

    @Test
    void theRedirectNeverLeavesTheHost() {
        serve(app -> app.get("/{any:path}/x", request -> "here"));

        assertThat(header(served.get("//evil.example/x/"), "location")).isEqualTo("http://testserver//evil.example/x");
    }

    @Test
    void redirectsCanBeSwitchedOff() {
        serve(app -> {
            app.settings().redirectSlashes(false);
            app.get("/slash/", request -> "here");
        });

        assertThat(served.get("/slash").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a?b", "a#b", "user@host", "a,b", "a b", "a\\b"})
    void aHostThatCouldMoveTheBorderToThePathIs400(String host) {
        serve(app -> app.get("/", request -> request.url()));

        MemoryCall call = served.call("GET", "/", HeaderList.of("host", host));

        assertThat(call.status()).isEqualTo(400);
        assertThat(text(call)).isEqualTo("{\"detail\":\"Invalid host header\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000", "127.0.0.1", "[::1]:8000", "a-b.example.org"})
    void ordinaryHostsAreServed(String host) {
        serve(app -> app.get("/", Request::url));

        assertThat(text(served.call("GET", "/", HeaderList.of("host", host)))).isEqualTo("\"http://" + host + "/\"");
    }

    @Test
    void aNonStandardMethodIs405() {
        serve(app -> app.get("/items", request -> "read"));

        assertThat(served.call("BREW", "/items").status()).isEqualTo(405);
    }
}
