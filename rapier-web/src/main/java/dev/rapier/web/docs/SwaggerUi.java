package dev.rapier.web.docs;

import dev.rapier.web.ApiDescription;
import dev.rapier.web.HtmlResponse;
import dev.rapier.web.HttpException;
import dev.rapier.web.json.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Swagger UI; the page is what FastAPI's is, but for where the scripts come from. */
final class SwaggerUi {
    private static final WebJar JAR = new WebJar("org.webjars", "swagger-ui");
    private static final String LIBRARY = "swagger-ui-dist";

    /** Where a login comes back to; registered with its provider, so it does not move with the page. As in FastAPI. */
    private static final String REDIRECT_URL = "/docs/oauth2-redirect";

    private static final Assets ASSETS = new Assets(
            JAR,
            "",
            Map.of(
                    "swagger-ui.css", "text/css",
                    "swagger-ui-bundle.js", "text/javascript",
                    "favicon-32x32.png", "image/png"));

    private SwaggerUi() {}

    static void addTo(List<ApiPage> pages, ApiDescription api) {
        pages.add(new ApiPage(api.docsUrl(), _ -> HtmlResponse.of(page(api))));
        pages.add(new ApiPage(REDIRECT_URL, _ -> HtmlResponse.of(redirectPage())));
        pages.add(new ApiPage(Assets.template(api.docsUrl()), ASSETS));
    }

    private static String url(ApiDescription api, String file) {
        return ASSETS.url(api.docsUrl(), LIBRARY, file);
    }

    private static String page(ApiDescription api) {
        var parameters = new StringBuilder();
        api.swaggerUi()
                .forEach((key, value) -> parameters
                        .append(Html.script(PlainJson.spaced(key)))
                        .append(": ")
                        .append(Html.script(PlainJson.spaced(value)))
                        .append(",\n"));
        return """
                <!DOCTYPE html>
                <html>
                <head>
                <meta name="viewport" content="width=device-width, initial-scale=1.0">
                <link type="text/css" rel="stylesheet" href="%s">
                <link rel="shortcut icon" href="%s">
                <title>%s - Swagger UI</title>
                </head>
                <body>
                <div id="swagger-ui">
                </div>
                <script src="%s"></script>
                <!-- `SwaggerUIBundle` is now available on the page -->
                <script>
                const ui = SwaggerUIBundle({
                    url: '%s',
                %soauth2RedirectUrl: window.location.origin + '%s',
                presets: [
                    SwaggerUIBundle.presets.apis,
                    SwaggerUIBundle.SwaggerUIStandalonePreset
                    ],
                })
                </script>
                </body>
                </html>
                """.formatted(
                        url(api, "swagger-ui.css"),
                        url(api, "favicon-32x32.png"),
                        Html.text(api.title()),
                        url(api, "swagger-ui-bundle.js"),
                        Html.quoted(api.openApiUrl()),
                        parameters,
                        REDIRECT_URL);
    }

    /** The page to which a login returns: it hands the answer to the window that opened it. */
    private static String redirectPage() {
        byte[] script = JAR.file("oauth2-redirect.js").orElseThrow(() -> new HttpException(404));
        return """
                <!doctype html>
                <html lang="en-US">
                <head>
                    <title>Swagger UI: OAuth2 Redirect</title>
                </head>
                <body>
                <script>
                %s
                </script>
                </body>
                </html>
                """.formatted(new String(script, StandardCharsets.UTF_8));
    }
}
