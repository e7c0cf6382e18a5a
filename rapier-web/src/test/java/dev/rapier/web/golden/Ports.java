package dev.rapier.web.golden;

import dev.rapier.web.App;
import dev.rapier.web.Rapier;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The example applications of FastAPI's documentation, in Rapier, by their names in the recordings. */
final class Ports {
    private final Map<String, Supplier<App>> byName = new TreeMap<>();

    static Map<String, Supplier<App>> all() {
        var ports = new Ports();
        ParameterPorts.addTo(ports);
        BodyPorts.addTo(ports);
        ResultPorts.addTo(ports);
        DescriptionPorts.addTo(ports);
        return ports.byName;
    }

    /** An application of annotated objects; a new one, with new objects, for each request. */
    void add(String name, Supplier<?> target) {
        add(name, target, app -> {});
    }

    void add(String name, Supplier<?> target, Consumer<App> settings) {
        byName.put(name, () -> {
            App app = Rapier.create();
            app.api().title("FastAPI");
            settings.accept(app);
            app.include(target.get());
            return app;
        });
    }
}
