package dev.rapier.web;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.web.memory.MemoryCall;
import dev.rapier.web.memory.MemoryEngine;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** An application served in memory. */
public final class Served implements AutoCloseable {
    private final MemoryEngine engine = new MemoryEngine();
    private final RunningApp running;

    private Served(App app) {
        running = app.start(engine);
    }

    public static App app() {
        return Rapier.create();
    }

    public static Served of(Consumer<App> setup) {
        App app = app();
        setup.accept(app);
        return new Served(app);
    }

    public RunningApp running() {
        return running;
    }

    public MemoryCall get(String target) {
        return call("GET", target);
    }

    public MemoryCall call(String method, String target) {
        return call(method, target, HeaderList.create());
    }

    public MemoryCall call(String method, String target, Headers headers) {
        return engine.send(method, target, headers, new byte[0]);
    }

    public static String text(MemoryCall call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    public static String header(MemoryCall call, String name) {
        return call.headers().first(name).orElse("");
    }

    @Override
    public void close() {
        running.stop();
    }
}
