package dev.rapier.test;

import dev.rapier.http.HeaderList;
import dev.rapier.web.memory.MemoryCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A request of a test before it is sent. */
public final class TestRequest {
    private static final int MOST_REDIRECTS = 20;

    private final TestClient client;
    private String method;
    private String target;
    private final HeaderList headers = HeaderList.create();
    private byte[] body = {};

    TestRequest(TestClient client, String method, String target) {
        this.client = client;
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

    /**
     * Sends and waits for the whole answer and for background tasks, for at most 30 s.
     *
     * @throws IllegalStateException after 20 redirects
     */
    public TestResponse send() {
        TestResponse response = sendOnce(method, target, body);
        for (int i = 0; client.followsRedirects() && response.isRedirect(); i++) {
            if (i == MOST_REDIRECTS) {
                throw new IllegalStateException(method + " " + target + " led to more than 20 redirects");
            }
            response = follow(response);
        }
        return response;
    }

    private TestResponse follow(TestResponse response) {
        URI next = URI.create("http://testserver" + target).resolve(response.header("location"));
        if (!next.getHost().equals("testserver")) {
            throw new IllegalStateException(method + " " + target + " is redirected to " + next
                    + ", which is not the application; followRedirects(false) shows the answer");
        }
        boolean toGet = switch (response.status()) {
            case 302, 303 -> !method.equals("HEAD");
            case 301 -> method.equals("POST");
            default -> false;
        };
        if (toGet) {
            method = "GET";
            body = new byte[0];
            headers.remove("content-type");
        }
        String query = next.getRawQuery();
        target = next.getRawPath() + (query == null ? "" : "?" + query);
        return sendOnce(method, target, body);
    }

    private TestResponse sendOnce(String how, String what, byte[] content) {
        MemoryCall call = client.engine().send(how, what, withCookies(), content);
        TestResponse response = TestResponse.of(call);
        call.awaitEnd();
        client.cookies().receive(path(), response.headers());
        if (client.raisesServerErrors() && call.failure().isPresent()) {
            throw TestRequest.<RuntimeException>sneaky(call.failure().get());
        }
        return response;
    }

    private HeaderList withCookies() {
        HeaderList all = HeaderList.copyOf(headers);
        String kept = client.cookies().header(path());
        if (!kept.isEmpty()) {
            all.set(
                    "cookie",
                    headers.first("cookie").map(own -> own + "; " + kept).orElse(kept));
        }
        return all;
    }

    private String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** What a handler threw comes as it is, of whatever type. */
    @SuppressWarnings("unchecked") // the cast is erased; that is the trick
    private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    /** Sends and returns at once: for reading a stream piece by piece, and for going away in the middle. Follows no redirects. */
    public MemoryCall begin() {
        return client.engine().send(method, target, withCookies(), body);
    }
}
