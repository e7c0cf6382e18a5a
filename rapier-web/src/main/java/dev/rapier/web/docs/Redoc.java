package dev.rapier.web.docs;

import dev.rapier.web.ApiDescription;
import dev.rapier.web.HtmlResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Redoc, with the fonts of the system rather than those of another host. */
final class Redoc {
    private static final WebJar JAR = new WebJar("org.webjars.npm", "redoc");

    private static final Assets ASSETS = new Assets(JAR, "bundles/", Map.of("redoc.standalone.js", "text/javascript"));

    /** The one picture that the script would fetch from elsewhere; without it the script shows none. */
    private static final String FOREIGN_PICTURE = "https://cdn.redoc.ly/redoc/logo-mini.svg";

    private Redoc() {}

    static void addTo(List<ApiPage> pages, ApiDescription api) {
        pages.add(new ApiPage(api.redocUrl(), _ -> HtmlResponse.of(page(api))));
        pages.add(new ApiPage(Assets.template(api.redocUrl()), ASSETS));
    }

    static byte[] withoutForeignHost(byte[] script) {
        return new String(script, StandardCharsets.UTF_8)
                .replace(FOREIGN_PICTURE, "data:,")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String page(ApiDescription api) {
        return """
                <!DOCTYPE html>
                <html>
                <head>
                <title>%s - ReDoc</title>
                <!-- needed for adaptive design -->
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="shortcut icon" href="data:,">
                <style>
                  body {
                    margin: 0;
                    padding: 0;
                  }
                </style>
                </head>
                <body>
                <noscript>
                    ReDoc requires Javascript to function. Please enable it to browse the documentation.
                </noscript>
                <redoc spec-url="%s"></redoc>
                <script src="%s"> </script>
                </body>
                </html>
                """.formatted(
                        Html.text(api.title()),
                        Html.text(api.openApiUrl()),
                        ASSETS.url(api.redocUrl(), "redoc", "redoc.standalone.js"));
    }
}
