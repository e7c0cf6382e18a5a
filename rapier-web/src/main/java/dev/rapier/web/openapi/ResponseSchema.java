package dev.rapier.web.openapi;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.http.HttpStatus;
import dev.rapier.http.ResponseDescription;
import dev.rapier.web.Endpoint;
import dev.rapier.web.HtmlResponse;
import dev.rapier.web.PlainTextResponse;
import dev.rapier.web.RedirectResponse;
import dev.rapier.web.Response;
import dev.rapier.web.StreamingResponse;
import dev.rapier.web.binding.BoundMethod;
import dev.rapier.web.binding.Titles;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operation answers when all goes well. */
final class ResponseSchema {
    private static final int TEMPORARY_REDIRECT = 307;

    private final Endpoint endpoint;
    private final @Nullable BoundMethod bound;
    private final String id;
    private final Definitions definitions;

    ResponseSchema(Endpoint endpoint, @Nullable BoundMethod bound, String id, Definitions definitions) {
        this.endpoint = endpoint;
        this.bound = bound;
        this.id = id;
        this.definitions = definitions;
    }

    /** By status. */
    Map<String, @Nullable Object> describe() {
        Class<?> type = bound == null ? Object.class : bound.method().getReturnType();
        boolean redirects = type == RedirectResponse.class && endpoint.status() == 200;
        int status = redirects ? TEMPORARY_REDIRECT : endpoint.status();
        var response = new LinkedHashMap<String, @Nullable Object>();
        response.put("description", description());
        if (HttpStatus.allowsBody(status)) {
            Map<String, @Nullable Object> content = content(type);
            if (!content.isEmpty()) {
                response.put("content", content);
            }
        }
        var responses = new LinkedHashMap<String, @Nullable Object>();
        responses.put(String.valueOf(status), response);
        return responses;
    }

    private String description() {
        ResponseDescription annotation = bound == null ? null : bound.method().getAnnotation(ResponseDescription.class);
        return annotation == null ? "Successful Response" : annotation.value();
    }

    private Map<String, @Nullable Object> content(Class<?> type) {
        if (type == RedirectResponse.class || type == StreamingResponse.class) {
            return Map.of();
        }
        if (type == HtmlResponse.class) {
            return Map.of("text/html", Map.of("schema", Map.of("type", "string")));
        }
        if (type == PlainTextResponse.class) {
            return Map.of("text/plain", Map.of("schema", Map.of("type", "string")));
        }
        if (type == AsyncGenerator.class) {
            return Map.of("application/jsonl", Map.of("itemSchema", itemSchema()));
        }
        return Map.of("application/json", Map.of("schema", schema(type)));
    }

    private Map<String, @Nullable Object> schema(Class<?> type) {
        if (bound == null || type == void.class || Response.class.isAssignableFrom(type)) {
            return Map.of();
        }
        Map<String, @Nullable Object> schema = schema(bound, bound.method().getAnnotatedReturnType());
        if (!schema.isEmpty() && !schema.containsKey("$ref")) {
            schema.put("title", Titles.of("Response_" + id));
        }
        return schema;
    }

    private Map<String, @Nullable Object> itemSchema() {
        return bound != null && bound.method().getAnnotatedReturnType() instanceof AnnotatedParameterizedType generator
                ? schema(bound, generator.getAnnotatedActualTypeArguments()[0])
                : Map.of();
    }

    private Map<String, @Nullable Object> schema(BoundMethod handler, AnnotatedType result) {
        return handler.shape(result).schema(definitions.names(true));
    }
}
