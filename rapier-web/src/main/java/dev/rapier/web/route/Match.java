package dev.rapier.web.route;

import java.util.List;

/** What a router says of a method and a path. */
public sealed interface Match<T> {
    /**
     * The first route that serves both.
     *
     * @param values the decoded values of the template's names, in order
     */
    record Found<T>(T route, List<String> values) implements Match<T> {}

    /** No route serves the method, but the path is known: the first route of that path. */
    record WrongMethod<T>(T route) implements Match<T> {}

    /** No route has the path. */
    record NotFound<T>() implements Match<T> {}
}
