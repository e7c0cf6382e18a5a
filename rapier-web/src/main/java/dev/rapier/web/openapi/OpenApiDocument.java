package dev.rapier.web.openapi;

import dev.rapier.web.ApiDescription;
import dev.rapier.web.Endpoint;
import dev.rapier.web.json.PlainJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The document of an application. */
public final class OpenApiDocument {
    private OpenApiDocument() {}

    /** The document as UTF-8 JSON; keys in the order openapi, info, servers, paths, components, tags, externalDocs. */
    public static byte[] bytes(ApiDescription api, List<Endpoint> endpoints) {
        var definitions = new Definitions();
        Map<String, @Nullable Object> paths = paths(endpoints, definitions);
        Map<String, @Nullable Object> schemas = definitions.settle();
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("openapi", "3.1.0");
        document.put("info", api.info());
        if (!api.servers().isEmpty()) {
            document.put("servers", api.servers());
        }
        document.put("paths", paths);
        if (!schemas.isEmpty()) {
            document.put("components", Map.of("schemas", schemas));
        }
        if (!api.tags().isEmpty()) {
            document.put("tags", api.tags());
        }
        if (!api.externalDocs().isEmpty()) {
            document.put("externalDocs", api.externalDocs());
        }
        return PlainJson.bytes(document);
    }

    /** Of two routes of one path and method the later one is described, although the first one serves: as FastAPI. */
    private static Map<String, @Nullable Object> paths(List<Endpoint> endpoints, Definitions definitions) {
        var paths = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (Endpoint endpoint : endpoints) {
            if (endpoint.inSchema()) {
                for (String method : endpoint.methods()) {
                    String key = method.toLowerCase(Locale.ROOT);
                    paths.computeIfAbsent(endpoint.path().openApiPath(), _ -> new LinkedHashMap<>())
                            .put(key, new Operation(endpoint, key, definitions).describe());
                }
            }
        }
        return new LinkedHashMap<>(paths);
    }
}
