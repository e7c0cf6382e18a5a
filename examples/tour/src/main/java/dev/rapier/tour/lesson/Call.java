package dev.rapier.tour.lesson;

import java.util.Map;
import java.util.TreeMap;

/**
 * A request that a lesson sends to the tour's own server.
 *
 * @param body what is sent as JSON; empty for nothing. {@code {new}} in a value stands for something that is new in each run
 */
public record Call(String method, String path, Map<String, String> body) {
    static Call get(String path) {
        return new Call("GET", path, Map.of());
    }

    static Call post(String path, Map<String, String> body) {
        return new Call("POST", path, body);
    }

    /** The body with something new in its place. */
    Map<String, String> freshBody() {
        var fresh = Long.toString(System.nanoTime(), 36);
        var filled = new TreeMap<>(body);
        filled.replaceAll((name, value) -> value.replace("{new}", fresh));
        return filled;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
