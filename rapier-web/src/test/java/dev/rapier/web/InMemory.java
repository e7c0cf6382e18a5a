package dev.rapier.web;

import dev.rapier.http.HeaderList;
import dev.rapier.web.json.JsonText;
import dev.rapier.web.memory.MemoryCall;
import dev.rapier.web.memory.MemoryEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** An application served in memory, for tests of other packages. */
public final class InMemory implements AutoCloseable {
    private final MemoryEngine engine = new MemoryEngine();
    private final RunningApp running;

    private InMemory(App app) {
        running = app.start(engine);
    }

    public static InMemory of(Consumer<App> setup) {
        App app = Rapier.create();
        setup.accept(app);
        return new InMemory(app);
    }

    public MemoryCall get(String target) {
        return send("GET", target);
    }

    public MemoryCall send(String method, String target) {
        return engine.send(method, target, HeaderList.create(), new byte[0]);
    }

    public String text(String target) {
        return new String(get(target).body(), StandardCharsets.UTF_8);
    }

    /** A value inside the OpenAPI document: keys and indexes. */
    public Object document(Object... path) {
        Object value = JsonText.parse(text("/openapi.json"));
        for (Object step : path) {
            value = step instanceof Integer index
                    ? ((List<?>) Objects.requireNonNull(value)).get(index)
                    : ((Map<?, ?>) Objects.requireNonNull(value)).get(step);
        }
        return value;
    }

    @Override
    public void close() {
        running.stop();
    }
}
