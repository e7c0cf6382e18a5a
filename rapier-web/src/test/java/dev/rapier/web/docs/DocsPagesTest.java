package dev.rapier.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.web.Served;
import dev.rapier.web.memory.MemoryCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocsPagesTest {
    private static Served app() {
        return Served.of(app -> app.api().title("Tom & Jerry's"));
    }

    /** What follows each occurrence of a prefix up to a quote. */
    private static List<String> quoted(String page, String prefix) {
        var found = new ArrayList<String>();
        for (int at = page.indexOf(prefix); at >= 0; at = page.indexOf(prefix, at + 1)) {
            int start = at + prefix.length();
            found.add(page.substring(start, page.indexOf('"', start)));
        }
        return found;
    }

    @Test
    void swaggerUiComesFromItsJarAndFromNowhereElse() {
        try (Served app = app()) {
            String page = Served.text(app.get("/docs"));
            assertThat(page)
                    .contains(
                            "<title>Tom &amp; Jerry's - Swagger UI</title>", "swagger-ui-dist", "url: '/openapi.json',")
                    .contains("\"dom_id\": \"#swagger-ui\",\n\"layout\": \"BaseLayout\",\n\"deepLinking\": true,\n")
                    .contains("oauth2RedirectUrl: window.location.origin + '/docs/oauth2-redirect',")
                    .doesNotContain("https://");
            assertThat(app.get("/docs").headers().first("content-type")).contains("text/html; charset=utf-8");
            List<String> files = new ArrayList<>(quoted(page, "src=\""));
            files.addAll(quoted(page, "href=\""));
            assertThat(files).hasSize(3);
            assertThat(files).allSatisfy(file -> {
                MemoryCall call = app.get(file);
                assertThat(call.status()).isEqualTo(200);
                assertThat(call.headers().first("cache-control")).contains("public, max-age=31536000, immutable");
                assertThat(call.body().length).isGreaterThan(500);
            });
        }
    }

    @Test
    void filesHaveTheirMediaTypes() {
        try (Served app = app()) {
            String base = "/docs/assets/x/";
            assertThat(app.get(base + "swagger-ui.css").headers().first("content-type"))
                    .contains("text/css; charset=utf-8");
            assertThat(app.get(base + "swagger-ui-bundle.js").headers().first("content-type"))
                    .contains("text/javascript; charset=utf-8");
            assertThat(app.get(base + "favicon-32x32.png").headers().first("content-type"))
                    .contains("image/png");
        }
    }

    @Test
    void onlyTheFilesOfThePageAreServed() {
        try (Served app = app()) {
            for (String file : List.of("index.html", "../../../../MANIFEST.MF", "%2e%2e/x", "", "swagger-ui.js")) {
                assertThat(app.get("/docs/assets/x/" + file).status()).isEqualTo(404);
            }
        }
    }

    @Test
    void redocComesFromItsJarWithoutFontsOrPicturesOfOtherHosts() {
        try (Served app = app()) {
            String page = Served.text(app.get("/redoc"));
            assertThat(page)
                    .contains("<redoc spec-url=\"/openapi.json\"></redoc>", "redoc@2", "Jerry's - ReDoc</title>")
                    .doesNotContain("https://");
            String script = quoted(page, "script src=\"").getFirst();
            MemoryCall call = app.get(script);
            assertThat(call.status()).isEqualTo(200);
            assertThat(new String(call.body(), StandardCharsets.UTF_8)).doesNotContain("cdn.redoc.ly");
        }
    }

    @Test
    void aLoginComesBackToAPageThatTellsItsOpener() {
        try (Served app = app()) {
            assertThat(Served.text(app.get("/docs/oauth2-redirect"))).contains("window.opener.swaggerUIRedirectOauth2");
        }
    }

    @Test
    void parametersOfSwaggerUiAreJsonThatCanNotEndTheScript() {
        try (Served app = Served.of(it -> it.api().swaggerUi("x", "</script>").swaggerUi("deepLinking", false))) {
            assertThat(Served.text(app.get("/docs")))
                    .contains("\"x\": \"\\u003c/script\\u003e\",\n", "\"deepLinking\": false,\n");
        }
    }

    @Test
    void pagesMoveOrGoAwayWithTheirPaths() {
        try (Served app = Served.of(it -> it.api().docsUrl("/ui").redocUrl(""))) {
            assertThat(app.get("/ui").status()).isEqualTo(200);
            assertThat(app.get("/docs").status()).isEqualTo(404);
            assertThat(app.get("/redoc").status()).isEqualTo(404);
        }
        try (Served app = Served.of(it -> it.api().openApiUrl(""))) {
            assertThat(app.get("/docs").status()).isEqualTo(404);
            assertThat(app.get("/openapi.json").status()).isEqualTo(404);
        }
    }
}
