package dev.rapier.test;

import dev.rapier.async.Resource;
import dev.rapier.web.App;
import dev.rapier.web.Rapier;
import dev.rapier.web.RunningApp;
import dev.rapier.web.memory.MemoryEngine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls an application in memory: the whole way of a request, its start and its end included, without a socket. As FastAPI's test client
 * it keeps cookies, follows redirects, waits for background tasks, and throws what a handler throws that is the server's fault.
 *
 * {@snippet :
 * try (var client = TestClient.of(new Users(db))) {
 *     assertThat(client.get("/users/7").status()).isEqualTo(200);
 *     assertThat(client.get("/users/7").json(User.class)).isEqualTo(new User(7, "ada"));
 * }
 * }
 */
public final class TestClient implements AutoCloseable {
    private final MemoryEngine engine = new MemoryEngine();
    private final App app;
    private final RunningApp running;
    private final KeptCookies cookies = new KeptCookies();
    private boolean followRedirects = true;
    private boolean raiseServerErrors = true;

    private TestClient(App app) {
        this.app = app;
        running = app.start(engine);
    }

    /** Starts an application; throws what its start throws. */
    public static TestClient of(App app) {
        return new TestClient(app);
    }

    /** Starts an application of objects with annotated methods. */
    public static TestClient of(Object... targets) {
        App app = Rapier.create();
        for (Object target : targets) {
            app.include(target);
        }
        return new TestClient(app);
    }

    /**
     * Puts a value in the place of what is provided of its type, from the next request on: {@code client.override(User.class, ada)}.
     * FastAPI's {@code dependency_overrides}.
     *
     * @throws IllegalArgumentException if nothing provides this type
     */
    public <T> TestClient override(Class<T> type, T value) {
        return override(type, Resource.of(() -> value, _ -> {}));
    }

    /** The same with what begins and ends with each request, such as a session. */
    public <T> TestClient override(Class<T> type, Resource<? extends T> resource) {
        app.override(type, resource);
        return this;
    }

    /** Takes back all that was {@linkplain #override(Class, Object) overridden}. */
    public TestClient withoutOverrides() {
        app.withoutOverrides();
        return this;
    }

    /** Whether redirects are followed, up to 20; true unless set. */
    public TestClient followRedirects(boolean value) {
        followRedirects = value;
        return this;
    }

    /**
     * Whether a failure of the server is thrown by the call, also one in a stream or in a background task, rather than being the status 500
     * or the broken body that a client gets; true unless set.
     */
    public TestClient raiseServerErrors(boolean value) {
        raiseServerErrors = value;
        return this;
    }

    /** Sends a cookie from now on. */
    public TestClient cookie(String name, String value) {
        cookies.set(name, value);
        return this;
    }

    /** The value of a cookie that is kept; empty where there is none. */
    public Optional<String> cookie(String name) {
        return cookies.get(name);
    }

    /** Forgets all cookies. */
    public void clearCookies() {
        cookies.clear();
    }

    /** GET. The target is path and query: {@code /items?skip=3}. */
    public TestResponse get(String target) {
        return request("GET", target).send();
    }

    /** DELETE. */
    public TestResponse delete(String target) {
        return request("DELETE", target).send();
    }

    /** POST of a value as JSON; a string or record is written as such, not taken for JSON text. */
    public TestResponse post(String target, @Nullable Object json) {
        return request("POST", target).json(json).send();
    }

    /** PUT of a value as JSON. */
    public TestResponse put(String target, @Nullable Object json) {
        return request("PUT", target).json(json).send();
    }

    /** PATCH with a value as JSON. */
    public TestResponse patch(String target, @Nullable Object json) {
        return request("PATCH", target).json(json).send();
    }

    /** A request to be described further and sent. */
    public TestRequest request(String method, String target) {
        return new TestRequest(this, method, target);
    }

    MemoryEngine engine() {
        return engine;
    }

    KeptCookies cookies() {
        return cookies;
    }

    boolean raisesServerErrors() {
        return raiseServerErrors;
    }

    boolean followsRedirects() {
        return followRedirects;
    }

    /** Stops the application gracefully and runs its shutdown hooks. */
    @Override
    public void close() {
        running.stop();
    }
}
