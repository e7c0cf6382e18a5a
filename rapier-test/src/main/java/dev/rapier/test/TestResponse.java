package dev.rapier.test;

import dev.rapier.http.Headers;
import dev.rapier.web.memory.MemoryCall;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole answer to a request of a test. */
public final class TestResponse {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final MemoryCall call;
    private final byte[] body;

    private TestResponse(MemoryCall call, byte[] body) {
        this.call = call;
        this.body = body;
    }

    /** Waits for the whole answer. */
    static TestResponse of(MemoryCall call) {
        return new TestResponse(call, call.body());
    }

    /** 200, 404, .. */
    public int status() {
        return call.status();
    }

    boolean isRedirect() {
        return switch (status()) {
            case 301, 302, 303, 307, 308 -> headers().first("location").isPresent();
            default -> false;
        };
    }

    /** The header fields in order. */
    public Headers headers() {
        return call.headers();
    }

    /** All bytes of the body; not a copy. */
    public byte[] body() {
        return body;
    }

    /** Whether the body was broken off before its end. */
    public boolean broken() {
        return call.broken();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as a JSON tree.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    public JsonNode json() {
        return MAPPER.readTree(body);
    }

    /**
     * The body as a value of a type.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON of that type
     */
    public <T> T json(Class<T> type) {
        return MAPPER.readValue(body, type);
    }

    /** The first value of a header field; empty text where it is missing. */
    public String header(String name) {
        return headers().first(name).orElse("");
    }
}
