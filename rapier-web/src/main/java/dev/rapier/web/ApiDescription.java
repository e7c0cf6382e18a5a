package dev.rapier.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the OpenAPI document says of the application, and where its pages are: {@code app.api().title("Shop").version("2.1")}.
 *
 * <p>Changed by one thread before the application starts; not afterwards.
 */
public final class ApiDescription {
    private final Map<String, Object> info = new LinkedHashMap<>();
    private final List<Map<String, Object>> servers = new ArrayList<>();
    private final List<Map<String, Object>> tags = new ArrayList<>();
    private final Map<String, Object> swaggerUi = new LinkedHashMap<>();
    private String title = "";
    private Map<String, Object> externalDocs = Map.of();
    private String openApiUrl = "/openapi.json";
    private String docsUrl = "/docs";
    private String redocUrl = "/redoc";

    ApiDescription() {
        title("Rapier");
        info.put("version", "0.1.0");
        swaggerUi.put("dom_id", "#swagger-ui");
        swaggerUi.put("layout", "BaseLayout");
        swaggerUi.put("deepLinking", true);
        swaggerUi.put("showExtensions", true);
        swaggerUi.put("showCommonExtensions", true);
    }

    /** The name of the API; {@code Rapier} unless set. */
    public ApiDescription title(String value) {
        title = value;
        return info("title", value);
    }

    /** The version of the API, not of OpenAPI; {@code 0.1.0} unless set. */
    public ApiDescription version(String value) {
        return info("version", value);
    }

    /** One sentence. */
    public ApiDescription summary(String value) {
        return info("summary", value);
    }

    /** Markdown. */
    public ApiDescription description(String value) {
        return info("description", value);
    }

    /** A URL. */
    public ApiDescription termsOfService(String value) {
        return info("termsOfService", value);
    }

    /** Who to ask: {@code name}, {@code url}, {@code email}. */
    public ApiDescription contact(Map<String, String> value) {
        return info("contact", value);
    }

    /** The licence: {@code name}, and {@code identifier} or {@code url}. */
    public ApiDescription license(Map<String, String> value) {
        return info("license", value);
    }

    private ApiDescription info(String key, Object value) {
        info.put(key, value);
        return this;
    }

    /** Adds a base URL at which the application is reached. */
    public ApiDescription server(String url, String description) {
        var server = new LinkedHashMap<String, Object>();
        server.put("url", url);
        if (!description.isEmpty()) {
            server.put("description", description);
        }
        servers.add(server);
        return this;
    }

    /** Describes a tag, and with the others the order in which they are shown. */
    public ApiDescription tag(String name, String description) {
        return tag(Map.of("name", name, "description", description));
    }

    /** Describes a tag as OpenAPI's Tag Object: {@code name}, {@code description}, {@code externalDocs}. */
    public ApiDescription tag(Map<String, Object> value) {
        tags.add(value);
        return this;
    }

    /** Where more is written. */
    public ApiDescription externalDocs(String url, String description) {
        externalDocs = Map.of("url", url, "description", description);
        return this;
    }

    /** The path of the document; {@code /openapi.json} unless set; empty for no document and no pages. */
    public ApiDescription openApiUrl(String value) {
        openApiUrl = value;
        return this;
    }

    /** The path of Swagger UI; {@code /docs} unless set; empty for none. */
    public ApiDescription docsUrl(String value) {
        docsUrl = value;
        return this;
    }

    /** The path of Redoc; {@code /redoc} unless set; empty for none. */
    public ApiDescription redocUrl(String value) {
        redocUrl = value;
        return this;
    }

    /** Sets a parameter of Swagger UI to a JSON value: {@code swaggerUi("deepLinking", false)}. */
    public ApiDescription swaggerUi(String parameter, Object value) {
        swaggerUi.put(parameter, value);
        return this;
    }

    /** The name of the API. */
    public String title() {
        return title;
    }

    /** OpenAPI's Info Object. */
    public Map<String, Object> info() {
        return Collections.unmodifiableMap(info);
    }

    /** OpenAPI's Server Objects. */
    public List<Map<String, Object>> servers() {
        return Collections.unmodifiableList(servers);
    }

    /** OpenAPI's Tag Objects. */
    public List<Map<String, Object>> tags() {
        return Collections.unmodifiableList(tags);
    }

    /** OpenAPI's External Documentation Object; empty for none. */
    public Map<String, Object> externalDocs() {
        return externalDocs;
    }

    /** The path of the document. */
    public String openApiUrl() {
        return openApiUrl;
    }

    /** The path of Swagger UI. */
    public String docsUrl() {
        return docsUrl;
    }

    /** The path of Redoc. */
    public String redocUrl() {
        return redocUrl;
    }

    /** The parameters of Swagger UI. */
    public Map<String, Object> swaggerUi() {
        return Collections.unmodifiableMap(swaggerUi);
    }
}
