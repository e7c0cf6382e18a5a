package dev.rapier.client;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON by Jackson with its defaults: compact, UTF-8, unknown properties ignored. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(FiniteNumbers.module()).build();

    private Json() {}

    /** @throws IllegalArgumentException if the value has no JSON, as a cycle or NaN */
    static byte[] write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JacksonException e) {
            String type = value == null ? "null" : value.getClass().getName();
            throw new IllegalArgumentException("a " + type + " can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    static JsonNode tree(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }

    static JavaType type(Type type) {
        return MAPPER.constructType(type);
    }

    static JavaType listOf(Class<?> element) {
        return MAPPER.getTypeFactory().constructCollectionType(java.util.List.class, element);
    }

    /**
     * Reads what came for a request.
     *
     * @param problem the beginning of the message, if that fails
     * @throws DecodingException if the bytes are not JSON of this type
     */
    static <T> T read(ClientRequest request, byte[] bytes, JavaType type, String problem) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new DecodingException(request, problem + ": " + e.getOriginalMessage(), e);
        }
    }
}
