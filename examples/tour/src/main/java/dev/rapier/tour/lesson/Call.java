package dev.rapier.tour.lesson;

import org.jspecify.annotations.Nullable;

/**
 * A request that a lesson sends to the tour's own server.
 *
 * @param body what is sent as JSON, if anything
 */
public record Call(String method, String path, @Nullable Object body) {
    static Call get(String path) {
        return new Call("GET", path, null);
    }

    static Call post(String path, Object body) {
        return new Call("POST", path, body);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
