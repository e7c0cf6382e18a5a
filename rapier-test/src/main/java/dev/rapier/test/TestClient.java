package dev.rapier.test;

import dev.rapier.async.Resource;
import dev.rapier.web.App;
import dev.rapier.web.Rapier;
import dev.rapier.web.RunningApp;
import dev.rapier.web.memory.MemoryEngine;
import org.jspecify.annotations.Nullable;

/**
 * Calls an application in memory: the whole way of a request, its start and its end included, without a socket. Follows no
 * redirects and keeps no cookies.
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
        return new TestRequest(engine, method, target);
    }

    /** Stops the application gracefully and runs its shutdown hooks. */
    @Override
    public void close() {
        running.stop();
    }
}
