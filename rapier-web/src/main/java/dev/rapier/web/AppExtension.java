package dev.rapier.web;

/**
 * Something that is added to every application when it is made, before the program's own routes and handlers, which
 * therefore win for exceptions and lose for paths. Found by {@link java.util.ServiceLoader}.
 *
 * <p>The way for a library to say how its exceptions are answered:
 *
 * {@snippet :
 * public void install(App app) {
 *     app.exceptionHandler(PoolExhausted.class, (request, e) -> JsonResponse.of(503, Map.of("detail", "Database is busy")));
 * }
 * }
 */
public interface AppExtension {
    /** Adds to the application. */
    void install(App app);
}
