package dev.rapier.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer 422 with its two schemas, as they stand in every document of FastAPI. */
final class ValidationErrorSchema {
    private ValidationErrorSchema() {}

    static Map<String, @Nullable Object> response(Definitions definitions) {
        Map<String, @Nullable Object> error = definitions.fixed("ValidationError", error());
        Map<String, @Nullable Object> envelope = definitions.fixed("HTTPValidationError", envelope(error));
        var response = new LinkedHashMap<String, @Nullable Object>();
        response.put("description", "Validation Error");
        response.put("content", Map.of("application/json", Map.of("schema", envelope)));
        return response;
    }

    private static Map<String, @Nullable Object> error() {
        var steps = Map.of("anyOf", List.of(Map.of("type", "string"), Map.of("type", "integer")));
        var properties = new LinkedHashMap<String, @Nullable Object>();
        properties.put("loc", Map.of("items", steps, "type", "array", "title", "Location"));
        properties.put("msg", Map.of("type", "string", "title", "Message"));
        properties.put("type", Map.of("type", "string", "title", "Error Type"));
        properties.put("input", Map.of("title", "Input"));
        properties.put("ctx", Map.of("type", "object", "title", "Context"));
        Map<String, @Nullable Object> schema = object("ValidationError", properties);
        schema.put("required", List.of("loc", "msg", "type"));
        return schema;
    }

    private static Map<String, @Nullable Object> envelope(Map<String, @Nullable Object> error) {
        return object(
                "HTTPValidationError", Map.of("detail", Map.of("items", error, "type", "array", "title", "Detail")));
    }

    private static Map<String, @Nullable Object> object(String title, Map<String, @Nullable Object> properties) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("properties", properties);
        schema.put("type", "object");
        schema.put("title", title);
        return schema;
    }
}
