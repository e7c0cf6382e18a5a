package dev.rapier.web.engine;

/** What an engine needs to know of a route in order to choose a thread for it. */
public interface Route {
    /** For people: {@code GET /users/{user_id}}. */
    String description();

    /** The kind of thread that the handler wants. */
    ThreadKind kind();
}
