package dev.rapier.tour.lesson;

/** Something that happened on a {@link Console}. Times are milliseconds since the console was made. */
public sealed interface Event {
    /** One printed line and when it was printed. */
    record Line(double at, String text) implements Event {}

    /** A coroutine that has begun. */
    record Began(String name, double at) implements Event {}

    /** A coroutine that has ended, and when it ran: a bar of the timeline. */
    record Bar(String name, double start, double end) implements Event {}
}
