package dev.rapier.test;

import dev.rapier.http.HeaderList;
import dev.rapier.web.memory.MemoryCall;
import dev.rapier.web.memory.MemoryEngine;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A request of a test before it is sent. */
public final class TestRequest {
    private final MemoryEngine engine;
    private final String method;
    private final String target;
    private final HeaderList headers = HeaderList.create();
    private byte[] body = {};

    TestRequest(MemoryEngine engine, String method, String target) {
        this.engine = engine;
        this.method = method;
        this.target = target;
    }

    /** Adds a header field. */
    public TestRequest header(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /** A value as JSON, with its content type. */
    public TestRequest json(@Nullable Object value) {
        return body(JsonMapper.shared().writeValueAsBytes(value), "application/json");
    }

    /** Text in UTF-8, with its content type; for JSON that is not well-formed. */
    public TestRequest text(String content, String mediaType) {
        return body(content.getBytes(StandardCharsets.UTF_8), mediaType);
    }

    /** Bytes with their content type. */
    public TestRequest body(byte[] content, String mediaType) {
        body = content;
        headers.set("content-type", mediaType);
        return this;
    }

    /** Sends and waits for the whole answer, for at most 30 s. */
    public TestResponse send() {
        return TestResponse.of(begin());
    }

    /** Sends and returns at once: for reading a stream piece by piece, and for going away in the middle. */
    public MemoryCall begin() {
        return engine.send(method, target, headers, body);
    }
}
