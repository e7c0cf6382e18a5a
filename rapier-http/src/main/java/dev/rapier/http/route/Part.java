package dev.rapier.http.route;

/** A piece of a path template. */
public sealed interface Part {
    /** Text that stands in the path as it is. */
    record Text(String text) implements Part {}

    /** A name that takes a value from the path. */
    record Name(String name, Convertor convertor) implements Part {}
}
