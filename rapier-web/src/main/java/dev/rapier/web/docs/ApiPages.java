package dev.rapier.web.docs;

import dev.rapier.web.ApiDescription;
import dev.rapier.web.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The built-in pages of an application. */
public final class ApiPages {
    private ApiPages() {}

    /**
     * The document and its pages at the paths of the description; none of them where the document has no path, as in FastAPI.
     *
     * @param endpoints asked when the document is first wanted
     */
    public static List<ApiPage> of(ApiDescription api, Supplier<List<Endpoint>> endpoints) {
        var pages = new ArrayList<ApiPage>();
        if (api.openApiUrl().isEmpty()) {
            return pages;
        }
        pages.add(new ApiPage(api.openApiUrl(), new DocumentPage(api, endpoints)));
        if (!api.docsUrl().isEmpty()) {
            SwaggerUi.addTo(pages, api);
        }
        if (!api.redocUrl().isEmpty()) {
            Redoc.addTo(pages, api);
        }
        return pages;
    }
}
