package dev.rapier.web;

import dev.rapier.web.binding.Binder;
import dev.rapier.web.binding.Shapes;
import java.util.ServiceLoader;

/**
 * The way in: serves objects with annotated methods, or makes an {@link App} to be put together by hand.
 *
 * {@snippet :
 * @Get("/hello/{name}")
 * String hello(String name) { return "hello " + name; }
 *
 * void main() { Rapier.serve(this); }
 * }
 */
public final class Rapier {
    private Rapier() {}

    /**
     * Serves the annotated methods of these objects until the process is asked to end. See {@link App#serve()}: it ends the
     * process, also where the objects can't be served.
     */
    public static void serve(Object... targets) {
        App app = create();
        try {
            for (Object target : targets) {
                app.include(target);
            }
        } catch (IllegalArgumentException failure) {
            Serving.fail(failure);
        }
        app.serve();
    }

    /** An empty application with the built-in pages and what {@link AppExtension}s add. */
    public static App create() {
        var settings = new AppSettings();
        var provisions = new Provisions();
        var app = new App(new Binder(new Shapes(), settings::strictContentType, provisions::has), settings, provisions);
        ServiceLoader.load(AppExtension.class).forEach(extension -> extension.install(app));
        return app;
    }
}
